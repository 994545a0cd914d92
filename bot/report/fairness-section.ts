import type { Fairness, GroupFairness } from '../../data/evaluation/fairness'
import { warningText, type FairnessWarning } from '../../data/evaluation/fairness-warnings'
import { rateInWords, type Rate } from '../../data/evaluation/interval'
import { isEnoughForPercentages, roundCount } from '../../data/rights/disclosure-control'
import { drawIntervals } from './draw-intervals'
import type { Draw } from './drawing'
import { escaped, figure, table } from './html'
import { publishedRate, withheld } from './published'

const measures = [
  ['flagged', 'of all students'],
  ['falsePositives', 'of those who succeeded'],
  ['recall', 'of those who did not'],
] as const

/** How the flags fall on groups: the warnings first, then each respect with its drawing and its table. */
export function fairnessSection(draw: Draw, { groups, warnings }: Fairness): string {
  const programmes = new Set(groups.map(({ programme }) => programme))
  const isShown = ({ programme }: { programme?: string }): boolean =>
    programmes.size === 1 || programme === undefined
  const told = warnings.filter(isShown).flatMap(publishedText)
  const lines = told.map((text) => `<li>${escaped(text)}</li>`).join('')
  const said =
    told.length === 0
      ? '<p>No group stands worse than everyone else with the 95% intervals apart.</p>'
      : `<div class="warning" role="note"><p><strong>The flags fall differently on groups.</strong> Each line names a group whose 95% interval lies apart from that of everyone else.</p><ul>${lines}</ul></div>`
  const widest = groups.filter(isShown)
  const respects = [...new Set(widest.map(({ group }) => group))]
  return [
    '<h2>Fairness</h2>',
    '<p>A student is flagged who is in the band low or none. A higher share flagged can come from a real difference in outcomes; more false alarms, or more who are missed, cannot.</p>',
    said,
    ...respects.map((respect) =>
      respectSection(
        draw,
        respect,
        widest.filter(({ group }) => group === respect),
      ),
    ),
  ].join('\n')
}

/** The sentence with the rates of the tables; none where these are withheld. */
function publishedText(warning: FairnessWarning): string[] {
  const [own, others] = [publishedRate(warning.own), publishedRate(warning.others)]
  return own && others ? [warningText(warning, own, others)] : []
}

function respectSection(draw: Draw, respect: string, groups: readonly GroupFairness[]): string {
  const last = Math.max(...groups.map(({ week }) => week))
  const drawn = groups.filter(({ week }) => week === last)
  const svg = drawIntervals(
    draw,
    drawn.map(({ value }) => value),
    measures.map(([measure, name]) => ({
      name,
      rows: drawn.map((group) => inPercent(publishedRate(group[measure]))),
    })),
  )
  const rows = groups.map((group) => [
    group.value,
    group.week,
    isEnoughForPercentages(group.students ?? 0) ? roundCount(group.students ?? 0) : withheld,
    ...measures.map(([measure]) => {
      const rate = publishedRate(group[measure])
      return rate ? rateInWords(rate) : withheld
    }),
  ])
  const columns = [respect, 'week', 'students', ...measures.map(([, name]) => `flagged ${name}`)]
  const words = `Flags by ${respect} at week ${last}: each point is a share, each line its 95% interval.`
  return figure(svg, words, table(`Flags by ${respect} (95% interval)`, columns, rows))
}

function inPercent(rate: Rate | undefined): { share: number; low: number; high: number } | undefined {
  return rate && { share: 100 * rate.share, low: 100 * rate.low, high: 100 * rate.high }
}
