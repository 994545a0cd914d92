/** Where a signal of engagement comes from. */
export const sources = ['canvas', 'library', 'printing', 'attendance', 'submissions'] as const
export type Source = (typeof sources)[number]
