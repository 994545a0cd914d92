import type { Evaluation } from '../../data/evaluation/evaluate'
import type { GroupFairness } from '../../data/evaluation/fairness'
import type { Quality } from '../../data/evaluation/quality'
import { rateInWords } from '../../data/evaluation/interval'

/** The back-test as tables of tab-separated columns, one after the other, for an operator's eyes. */
export function evaluationText({ evaluations, overall, fairness }: Evaluation): string[] {
  const rows = [
    ...overall.map((quality) => ({ name: 'all programmes', ...quality })),
    ...evaluations.map((quality) => ({ name: quality.programme, ...quality })),
  ]
  const table = (title: string, columns: string[], lines: (string | number)[][]): string[] => [
    '',
    title,
    ...[columns, ...lines].map((line) => line.join('\t')),
  ]
  return [
    ...table(
      'How well a low score told a negative outcome (area under the curve)',
      aucColumns,
      rows.map(aucRow),
    ),
    ...table(
      'Precision · recall of the lowest tenth, of low and none together, and of each band',
      partColumns,
      rows.map(partRow),
    ),
    ...table(
      'Share that ended negative by score (95% interval)',
      ['programme', 'week', 'score', 'students', 'negative'],
      rows.flatMap(calibrationRows),
    ),
    ...(fairness
      ? table('Flags (low and none) by group (95% interval)', groupColumns, fairness.groups.map(groupRow))
      : []),
    ...(fairness ? ['', 'Where the flags differ between groups', ...warningLines(fairness.warnings)] : []),
  ].slice(1)
}

type Named = Quality & { name: string; week: number }

const aucColumns = [
  'programme',
  'week',
  'students',
  'negative',
  'unknown',
  'AUC',
  'total clicks',
  'days active in 28',
  'regression',
]

function aucRow({ name, week, students, negative, unknown, auc, references }: Named): (string | number)[] {
  const areas = [auc, references.totalClicks, references.daysActive28, references.regression]
  return [name, week, students, negative, unknown, ...areas.map(three)]
}

const partColumns = [
  'programme',
  'week',
  'lowest tenth',
  'low or none',
  'high',
  'good',
  'partial',
  'low',
  'none',
  'unknown',
]

function partRow({
  name,
  week,
  precisionLowestDecile,
  recallLowestDecile,
  flagged,
  bands,
}: Named): (string | number)[] {
  const parts = [{ precision: precisionLowestDecile, recall: recallLowestDecile }, flagged, ...bands]
  return [name, week, ...parts.map(({ precision, recall }) => `${three(precision)} · ${three(recall)}`)]
}

function calibrationRows({ name, week, calibration }: Named): (string | number)[][] {
  return calibration.map(({ from, to, negative }) => [
    name,
    week,
    `${from}-${to}`,
    negative.of,
    rateInWords(negative),
  ])
}

const groupColumns = [
  'programme',
  'week',
  'group',
  'value',
  'students',
  'flagged',
  'false positives',
  'recall',
]

function groupRow({
  programme = 'all programmes',
  week,
  group,
  value,
  ...rates
}: GroupFairness): (string | number)[] {
  const { students, flagged, falsePositives, recall } = rates
  if (rates.withheld) return [programme, week, group, value, 'withheld: too few']
  return [
    programme,
    week,
    group,
    value,
    students ?? '',
    ...[flagged, falsePositives, recall].map(rateInWords),
  ]
}

function warningLines(warnings: readonly { text: string }[]): string[] {
  return warnings.length === 0
    ? ['No rate of a group is worse than that of everyone else with the intervals apart.']
    : warnings.map(({ text }) => text)
}

const three = (figure: number | undefined): string => figure?.toFixed(3) ?? '-'
