/** By what a summary tells students apart. */
export const groupings = ['programme', 'school', 'faculty', 'level', 'band'] as const
export type Grouping = (typeof groupings)[number]
