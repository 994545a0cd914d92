/** What tells students apart: each of them is in one group. */
export const partitions = ['programme', 'school', 'faculty', 'level', 'band'] as const
export type Partition = (typeof partitions)[number]

/** By what numbers are told: groups of students, or the same students source by source or week by week. */
export const groupings = [...partitions, 'source', 'week'] as const
export type Grouping = (typeof groupings)[number]
