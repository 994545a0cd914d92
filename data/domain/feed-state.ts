/**
 * `late`: a load is overdue, or the data end too long ago. `silent`: there are none, or they ended very long ago.
 * `thin`: data come, but far less than is usual.
 */
export const feedStates = ['well', 'late', 'silent', 'thin'] as const
export type FeedState = (typeof feedStates)[number]
