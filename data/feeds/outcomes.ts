import { statSync } from 'node:fs'
import path from 'node:path'
import { EngagementError } from '../domain/errors'
import type { Day } from '../domain/day'
import { ouladOutcomes } from './adapters/oulad'
import { day, id, oneOf } from './column'
import { openDuck } from './duck'
import type { Feed } from './feed'
import { placeOf } from './open-table'
import { collectRejects } from './rejects'
import { fileSource } from './source'
import { stageRows } from './stage-rows'

/** How a student's studies ended. */
export interface Outcome {
  studentId: string
  outcome: 'positive' | 'negative'
  knownOn: Day
}

/** The columns of an outcomes file; it is read for a back-test and never stored. */
const outcomesFile: Feed = {
  name: 'outcomes',
  kind: 'snapshot',
  columns: { student_id: id, outcome: oneOf(['positive', 'negative']), known_on: day },
  key: ['student_id'],
  rules: [],
  write: () => Promise.reject(new Error('Outcomes are not stored.')),
}

/**
 * Reads outcomes from a file (student_id, outcome, known_on) in any format of a feed, or from a directory or
 * `studentInfo.csv` of the Open University Learning Analytics Dataset.
 *
 * @throws EngagementError when the file cannot be read or holds a row that is no outcome
 */
export async function readOutcomes(file: string): Promise<Outcome[]> {
  const duck = await openDuck()
  try {
    await duck.run('create table known (reference varchar, key varchar, id varchar)')
    const oulad = ouladDirectory(file)
    if (oulad === undefined) await stageOutcomesFile(file)
    else
      await stageRows(
        duck,
        outcomesFile,
        `select 0 as file, row_number() over () as record, * from (${await ouladOutcomes(oulad)})`,
      )
    const rows = await duck.rows(
      `select student_id, outcome, ${day.stored('known_on')} as known_on from accepted`,
    )
    return rows.map((row) => ({
      studentId: String(row.student_id),
      outcome: row.outcome === 'positive' ? 'positive' : 'negative',
      knownOn: String(row.known_on),
    }))
  } finally {
    duck.close()
  }

  async function stageOutcomesFile(name: string): Promise<void> {
    const source = await fileSource(outcomesFile, [name])
    await stageRows(duck, outcomesFile, source.sql)
    const [reject] = await collectRejects(duck, source)
    if (reject)
      throw new EngagementError(
        'feed-unreadable',
        `${reject.file}, ${placeOf(reject.file)} ${reject.line}: ${reject.reason}.`,
      )
  }
}

function ouladDirectory(file: string): string | undefined {
  if (path.basename(file) === 'studentInfo.csv') return path.dirname(file)
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() ? file : undefined
}
