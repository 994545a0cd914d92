/** How engaged a student is in one week. A band prompts a conversation; it decides nothing. */
export const bands = ['high', 'good', 'partial', 'low', 'none', 'unknown'] as const
export type Band = (typeof bands)[number]

/** A student's score against their own earlier windows. */
export const trends = ['falling', 'steady', 'rising'] as const
export type Trend = (typeof trends)[number]
