import { bands } from '../domain/band'
import type { Sort } from '../domain/sort'
import type { ScoredStudent } from './scored-students'

type Order = (a: ScoredStudent, b: ScoredStudent) => number

const collator = new Intl.Collator('en-GB')

const byName: Order = (a, b) =>
  collator.compare(a.family_name, b.family_name) ||
  collator.compare(a.given_name, b.given_name) ||
  collator.compare(a.student_id, b.student_id)

/** By the band alone where the detail shows no more: the order would tell more. */
const byScore: Order = (a, b) => heightOf(a) - heightOf(b) || byName(a, b)

const heightOf = ({ score, band }: ScoredStudent): number =>
  score ?? (band === 'unknown' ? Infinity : -bands.indexOf(band))

const trendOrder = ['falling', 'steady', 'rising', null]

/** How a list of students is ordered, by what was asked for. */
export const orders: Record<Sort, Order> = {
  score: byScore,
  name: byName,
  trend: (a, b) => trendOrder.indexOf(a.trend) - trendOrder.indexOf(b.trend) || byScore(a, b),
  'last-active': (a, b) => compare(silence(a), silence(b)) || byName(a, b),
}

/** Who is away cannot be silent. */
const silence = ({ status, last_active }: ScoredStudent): string =>
  status === 'active' ? (last_active ?? '') : 'away'

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
