import { summaryCard, type SummaryModel, type SummaryRow } from '../../cards/summary'
import { dayShort } from '../../data/domain/day'
import type { Grouping } from '../../data/domain/grouping'
import { sourceNames, sources } from '../../data/domain/source'
import { partOf } from '../../data/queries/paging'
import type { Unit } from '../../data/queries/units'
import type { Published } from '../../data/rights/disclosure-control'
import type { Answer, Asking } from './answer'
import { pagingOf } from './listing'
import {
  countInWords,
  noteOf,
  scopeOfNumbers,
  sharesInWords,
  titleOfNumbers,
  totalInWords,
  type NumbersGiven,
} from './numbers'
import { nextNumbers } from './next-numbers'
import { bandsInWords, capitalise, unitName } from './phrases'

/** Numbers that are told group by group. */
export type GroupsGiven = NumbersGiven & { by: Exclude<Grouping, 'band'> }

const rowsAPage = 15

/** Numbers by unit, level, source or week. */
export function groupsAnswer(given: GroupsGiven, asking: Asking): Answer {
  const model = modelOf(given, asking)
  const lines = model.rows.map(
    ({ name, middle, engagement }) => `- ${name}: ${middle}${engagement === '' ? '' : ` · ${engagement}`}`,
  )
  return {
    access: { role: given.scope.role, population: given.population, detail: given.scope.detail },
    students: [],
    text: [model.title, model.scope, model.freshness, model.total, ...lines, model.note].join('\n'),
    card: summaryCard(model),
  }
}

function modelOf(given: GroupsGiven, asking: Asking): SummaryModel {
  const { units, page, question } = asking
  const groups = inOrder(given, units)
  const { rows, offset } = partOf(groups, { offset: (page - 1) * rowsAPage, count: rowsAPage })
  return {
    title: titleOfNumbers(given, asking),
    scope: scopeOfNumbers(given, asking),
    freshness: given.fresh,
    total: totalInWords(given),
    columns: [capitalise(given.by), 'Students', 'Engagement'],
    rows: rows.map((row) => rowOf(row, given)),
    ...(given.by === 'week' ? chartOf(groups, given) : {}),
    paging: pagingOf({ shown: rows.length, offset, total: groups.length, size: rowsAPage }, question),
    note: noteOf(given, asking),
    change: asking.question,
    suggestions: nextNumbers(given, asking),
  }
}

interface NamedGroup {
  name: string
  published: Published | undefined
}

/** Units in the order of their names: any other would tell of those that are withheld. */
function inOrder({ summary, by }: GroupsGiven, units: readonly Unit[]): NamedGroup[] {
  const named = summary.groups.map(({ key, published }) => ({ name: nameOf(key, by, units), published }))
  return by === 'week' || by === 'source' ? named : named.sort((a, b) => collator.compare(a.name, b.name))
}

const collator = new Intl.Collator('en-GB')

function nameOf(key: string, by: GroupsGiven['by'], units: readonly Unit[]): string {
  switch (by) {
    case 'level':
      return `Level ${key}`
    case 'source':
      return sources.flatMap((source) => (source === key ? [sourceNames[source]] : [])).join('')
    case 'week':
      return dayShort(key)
    default:
      return unitName(key, units)
  }
}

function rowOf({ name, published }: NamedGroup, { bands }: GroupsGiven): SummaryRow {
  return {
    name,
    middle: published ? countInWords(published) : 'too few to show',
    engagement: published ? sharesInWords(published, bands) : '',
  }
}

/** The share of the bands asked for by week, as a picture; none where too little may be told. */
export function shareByWeek(given: GroupsGiven, { units }: Pick<Asking, 'units'>): SummaryModel['chart'] {
  return shareOf(inOrder(given, units), given)
}

/** Week by week as a picture: the average score where it may be told, else the share of the bands asked for. */
function chartOf(groups: readonly NamedGroup[], given: GroupsGiven): Pick<SummaryModel, 'chart'> {
  const averages = pointsOf(groups, ({ average }) => average)
  if (averages.length > 1) return { chart: { title: 'Average score by week', points: averages } }
  const chart = shareOf(groups, given)
  return chart ? { chart } : {}
}

function shareOf(groups: readonly NamedGroup[], { bands }: GroupsGiven): SummaryModel['chart'] {
  // Of a week in which nobody can be judged nobody is low, which says nothing.
  const points = pointsOf(groups, ({ fitting, unknown }) => (unknown === 100 ? undefined : fitting))
  return points.length > 1 ? { title: `Percentage with ${bandsInWords(bands)}, by week`, points } : undefined
}

function pointsOf(
  groups: readonly NamedGroup[],
  value: (published: Published) => number | undefined,
): { x: string; y: number }[] {
  return groups.flatMap(({ name, published }) => {
    const y = published && value(published)
    return y === undefined ? [] : [{ x: name, y }]
  })
}
