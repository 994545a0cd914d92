/**
 * `late`: a load is overdue, or the data end too long ago. `silent`: there are none, or they ended very long ago.
 * `thin`: data come, but far less than is usual.
 */
export type FeedState = 'well' | 'late' | 'silent' | 'thin'

/** What became of a load: one that was refused for its rows counts for nothing. */
export type LoadOutcome = 'loaded' | 'too-many-rejects' | 'too-many-removals'
