import { countsCard, type CountRow, type CountsModel } from '../../cards/counts'
import type { Answer, Asking } from './answer'
import {
  countInWords,
  noteOf,
  scopeOfNumbers,
  totalInWords,
  titleOfNumbers,
  type NumbersGiven,
} from './numbers'
import { nextNumbers } from './next-numbers'
import { bandsInWords, capitalise } from './phrases'

/** How many students are in each band. */
export function countsAnswer(given: NumbersGiven, asking: Asking): Answer {
  const { scope, population, fresh } = given
  const model: CountsModel = {
    title: titleOfNumbers(given, asking),
    scope: scopeOfNumbers(given, asking),
    freshness: fresh,
    total: totalInWords(given),
    rows: bandRows(given),
    note: noteOf(given, asking),
    change: asking.question,
    suggestions: nextNumbers(given, asking),
  }
  const lines = model.rows.map(({ band, count }) => `- ${capitalise(bandsInWords([band]))}: ${count}`)
  return {
    access: { role: scope.role, population, detail: scope.detail },
    students: [],
    text: [model.title, model.scope, model.freshness, model.total, ...lines, model.note].join('\n'),
    card: countsCard(model),
  }
}

/** The rows of a table by band. */
export function bandRows({ summary }: NumbersGiven): CountRow[] {
  return summary.bands.map(({ band, students }) => ({
    band,
    count: countInWords({ students }),
    // A bar of nought would say that there is nobody.
    ...(students === 0 ? {} : { value: students }),
  }))
}
