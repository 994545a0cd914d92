import type { Quality } from '../../data/evaluation/quality'
import type { CalibrationStep } from '../../data/evaluation/calibration'
import { rateInWords } from '../../data/evaluation/interval'
import { isEnoughForPercentages, roundCount } from '../../data/rights/disclosure-control'
import { drawLines, type Draw } from './drawing'
import { figure, table } from './html'
import { isAreaPublished, publishedPart, publishedRate, publishedShare, withheld } from './published'

/** One week of one programme, or of all together. */
export type Week = Quality & { week: number }

const studentsOf = ({ students, unknown }: Week): number => students + unknown
const negativeOf = ({ bands }: Week): number => bands.reduce((sum, { negative }) => sum + negative, 0)

/** Whether anything may be said of a week. */
export const isTold = (week: Week): boolean => isEnoughForPercentages(studentsOf(week))

/** The area under the curve by week, beside the references. */
export function areaSection(draw: Draw, of: string, weeks: readonly Week[]): string {
  const told = (week: Week, area: number | undefined): number | undefined =>
    isAreaPublished(studentsOf(week), negativeOf(week)) ? area : undefined
  const measures: [string, (week: Week) => number | undefined][] = [
    ['indicator', (week) => told(week, week.auc)],
    ['total clicks', (week) => told(week, week.references.totalClicks)],
    ['days active in 28', (week) => told(week, week.references.daysActive28)],
    ['regression', (week) => told(week, week.references.regression)],
  ]
  const svg = drawLines(draw, {
    across: { name: 'teaching week', values: weeks.map(({ week }) => String(week)) },
    up: { name: 'area under the curve', least: 0.5, most: 1 },
    lines: measures.map(([name, area]) => ({ name, values: weeks.map(area) })),
  })
  const rows = weeks.map((week) => [
    week.week,
    roundCount(studentsOf(week)),
    roundCount(negativeOf(week)),
    ...measures.map(([, area]) => area(week)?.toFixed(3) ?? withheld),
  ])
  const columns = ['week', 'students', 'ended negative', ...measures.map(([name]) => name)]
  const words = `${of}: how well a low value told, at each teaching week, who would fail or leave. 0.5 is chance, 1 is always right.`
  return figure(svg, words, table('Area under the curve', columns, rows))
}

/** Precision and recall of the lowest tenth and the bands. */
export function partsSection(weeks: readonly Week[]): string {
  const rows = weeks.map((week) => {
    const negative = negativeOf(week)
    const lowest = { students: Math.ceil(week.students / 10), precision: week.precisionLowestDecile ?? 0 }
    const parts = [
      { students: lowest.students, negative: lowest.precision * lowest.students, precision: 0, recall: 0 },
      week.flagged,
      ...week.bands,
    ]
    return [week.week, ...parts.map((part) => publishedPart(part, negative))]
  })
  const columns = ['week', 'lowest tenth', 'low or none', 'high', 'good', 'partial', 'low', 'none', 'unknown']
  const caption =
    'Precision · recall: the share of a part that ended negative, and the share of all negative outcomes that is in the part'
  return table(caption, columns, rows)
}

/** What became of the students with about the same score. */
export function calibrationSection(draw: Draw, of: string, weeks: readonly Week[]): string {
  const steps = [...new Set(weeks.flatMap(({ calibration }) => calibration.map(({ from }) => from)))].sort(
    (a, b) => a - b,
  )
  const at = ({ calibration }: Week, from: number): CalibrationStep | undefined =>
    calibration.find((step) => step.from === from)
  const svg = drawLines(draw, {
    across: { name: 'score', values: steps.map(stepName) },
    up: { name: '% ended negative', least: 0, most: 100 },
    lines: weeks.map((week) => ({
      name: `week ${week.week}`,
      values: steps.map((from) => percent(publishedRate(at(week, from)?.negative)?.share)),
    })),
  })
  const rows = steps.map((from) => [
    stepName(from),
    ...weeks.map((week) => {
      const rate = publishedRate(at(week, from)?.negative)
      return rate ? rateInWords(rate) : withheld
    }),
  ])
  const words = `${of}: the share that ended negative by score. It should fall from left to right.`
  const caption = 'Share that ended negative (95% interval)'
  return figure(svg, words, table(caption, ['score', ...weeks.map(({ week }) => `week ${week}`)], rows))
}

const stepName = (from: number): string => `${from} to ${from + 10}`
const percent = (share: number | undefined): number | undefined =>
  share === undefined ? undefined : Math.round(100 * share)

/** "45% of 1,900 students" of the last week: what an area under the curve stands on. */
export function baseInWords(week: Week): string {
  const share = publishedShare(negativeOf(week), studentsOf(week))
  return `${share} of about ${roundCount(studentsOf(week)).toLocaleString('en-GB')} students at week ${week.week} ended negative`
}
