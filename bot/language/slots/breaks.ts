import type { NamedPeriod } from '../../../data/queries/named-periods'

export type Break = 'reading-week' | 'christmas' | 'easter' | 'summer'

/** Vacations have names of the university's own: by a word of theirs they are what people call them. */
const vacation =
  (word: RegExp) =>
  ({ kind, label }: NamedPeriod): boolean =>
    kind === 'vacation' && word.test(label ?? '')

/** Which periods of a calendar are what people call so. */
export const isBreak: Record<Break, (period: NamedPeriod) => boolean> = {
  'reading-week': ({ kind }) => kind === 'reading',
  christmas: vacation(/christmas|winter/iu),
  easter: vacation(/easter|spring/iu),
  summer: vacation(/summer/iu),
}
