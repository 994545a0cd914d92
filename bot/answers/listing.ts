import { humanDecides } from '../../cards/human-decides'
import type { Paging } from '../../cards/paging'
import type { StudentListModel } from '../../cards/student-list'
import type { Band } from '../../data/domain/band'
import type { Question } from '../language/question'

// What all lists of students have in common, under names or pseudonyms.

/** As many students as fit in a card. */
export const pageSize = 10

/** A page of a list, as far as its paging goes. */
interface Page {
  students: readonly unknown[]
  offset: number
  total: number
  population: number
  unknown: number
}

/** The same of a page of students. */
export function pagingOfStudents({ students, offset, total }: Page, question: Question): Paging {
  return pagingOf({ shown: students.length, offset, total, size: pageSize }, question)
}

/** Where a part of a list stands in the whole, and what asks for the parts beside it. */
export function pagingOf(
  { shown, offset, total, size }: { shown: number; offset: number; total: number; size: number },
  question: Question,
): Paging {
  const number = offset / size + 1
  const last = offset + shown
  return {
    first: Math.min(offset + 1, total),
    last: Math.min(last, total),
    total,
    ...(number > 1 ? { previous: { question, page: number - 1 } } : {}),
    ...(last < total ? { next: { question, page: number + 1 } } : {}),
  }
}

/** "Nobody" must not be read as "all is well" where there is too little data to say. */
export function nobodyInWords({ population, unknown }: Page): string {
  if (unknown === 0) return 'Nobody here fits that.'
  if (unknown === population) return 'There is too little data to say: nobody here can be judged.'
  return `Nobody who can be judged fits that. There is too little data on ${unknown} of ${population}.`
}

/** "low", "too little data". */
export function standingOf(band: Band | undefined): string {
  if (band === undefined) return 'band not shown: too few alike'
  return band === 'unknown' ? 'too little data' : band
}

/** The list in plain words. */
export function textOf({ title, scope, freshness: fresh, rows, paging, empty }: StudentListModel): string {
  const lines = rows.map((row) => {
    const standing = [standingOf(row.band), ...(row.trend ? [row.trend] : [])].join(', ')
    return `- ${row.name} (${row.subtitle}): ${standing}${row.reason === undefined ? '' : `. ${row.reason}`}`
  })
  const shown =
    rows.length === 0 ? [empty ?? ''] : [`${paging.first} to ${paging.last} of ${paging.total}:`, ...lines]
  return [title, scope, fresh, ...shown, humanDecides].join('\n')
}
