/** What a stretch of the academic year is for. Only teaching and assessment days count towards engagement. */
export const periodKinds = ['teaching', 'reading', 'vacation', 'assessment', 'placement'] as const
export type PeriodKind = (typeof periodKinds)[number]
