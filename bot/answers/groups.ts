import { summaryCard, type SummaryModel, type SummaryRow } from '../../cards/summary'
import type { Grouping } from '../../data/domain/grouping'
import { partOf } from '../../data/queries/paging'
import type { Unit } from '../../data/queries/units'
import type { Answer, Asking } from './answer'
import { pagingOf } from './listing'
import {
  countInWords,
  noteOf,
  scopeOfNumbers,
  sharesInWords,
  totalInWords,
  whereInWords,
  type NumbersGiven,
} from './numbers'
import { nextNumbers } from './next-numbers'
import { capitalise, unitName } from './phrases'

type GroupsGiven = NumbersGiven & { by: Exclude<Grouping, 'band'> }

const rowsAPage = 15

/** Numbers by unit or level. */
export function groupsAnswer(given: GroupsGiven, asking: Asking): Answer {
  const model = modelOf(given, asking)
  const lines = model.rows.map(
    ({ name, students, engagement }) =>
      `- ${name}: ${students}${engagement === '' ? '' : ` · ${engagement}`}`,
  )
  return {
    access: { role: given.scope.role, population: given.population, detail: given.scope.detail },
    students: [],
    text: [model.title, model.scope, model.freshness, model.total, ...lines, model.note].join('\n'),
    card: summaryCard(model),
  }
}

function modelOf(given: GroupsGiven, asking: Asking): SummaryModel {
  const { units, text, page } = asking
  const { rows, offset } = partOf(rowsOf(given, units), { offset: (page - 1) * rowsAPage, count: rowsAPage })
  return {
    title: `By ${given.by} · ${whereInWords(given, units)}`,
    scope: scopeOfNumbers(given, asking),
    freshness: given.fresh,
    total: totalInWords(given),
    grouping: capitalise(given.by),
    rows,
    paging: pagingOf(
      { shown: rows.length, offset, total: given.summary.groups.length, size: rowsAPage },
      text,
    ),
    note: noteOf(given),
    suggestions: nextNumbers(given, asking),
  }
}

/** In the order of their names: any other would tell of those that are withheld. */
function rowsOf({ summary, bands, by }: GroupsGiven, units: readonly Unit[]): SummaryRow[] {
  return summary.groups
    .map(({ key, published }) => ({
      name: by === 'level' ? `Level ${key}` : unitName(key, units),
      students: published ? countInWords(published) : 'too few to show',
      engagement: published ? sharesInWords(published, bands) : '',
    }))
    .sort((a, b) => collator.compare(a.name, b.name))
}

const collator = new Intl.Collator('en-GB')
