/** How engaged a student is in one week. A band prompts a conversation; it decides nothing. */
export const bands = ['high', 'good', 'partial', 'low', 'none', 'unknown'] as const
export type Band = (typeof bands)[number]

/** The bands that ask for a conversation. */
export const isFlagged = ({ band }: { band: Band }): boolean => band === 'low' || band === 'none'

/** A student's score against their own earlier windows. */
export const trends = ['falling', 'steady', 'rising'] as const
export type Trend = (typeof trends)[number]
