import type { Row } from './csv'
import type { Term } from './term'

/** How many rows of a feed a loader must reject. */
export const badRowCounts = { canvas: 5, library: 4 } as const

const nobody = ['00999901', '00999902', '00999903'] as const

/** Page views of students who are not on the books, and at times that no calendar knows. */
export function badCanvasRows({ start }: Term, student_id: string): Row[] {
  return [
    ...nobody.map((unknown): Row => [unknown, `${start}T10:15:00Z`, 'page-view', 3, 'CS501', '']),
    [student_id, `${start.slice(0, 4)}-02-30T10:15:00Z`, 'page-view', 3, 'CS501', ''],
    [student_id, `${start.slice(0, 4)}-13-05T10:15:00Z`, 'page-view', 3, 'CS501', ''],
  ]
}

/** The same for visits to the library. */
export function badLibraryRows({ start }: Term, student_id: string): Row[] {
  return [
    ...nobody.slice(0, 2).map((unknown): Row => [unknown, `${start}T11:20:00`, 'visit', 1]),
    [student_id, `${start.slice(0, 4)}-02-30T11:20:00`, 'visit', 1],
    [student_id, `${start.slice(0, 4)}-04-31T11:20:00`, 'visit', 1],
  ]
}

/** Strews the bad rows among the good ones. */
export function* withBadRows(rows: Iterable<Row>, bad: readonly Row[]): Generator<Row> {
  let written = 0
  let next = 0
  for (const row of rows) {
    yield row
    const badRow = ++written % 5000 === 0 ? bad[next++] : undefined
    if (badRow) yield badRow
  }
  yield* bad.slice(next)
}
