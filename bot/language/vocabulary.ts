import type { Day } from '../../data/domain/day'
import type { StudentName } from '../../data/queries/student-names'
import type { Unit } from '../../data/queries/units'
import type { NamedPeriod } from '../../data/queries/named-periods'

/** A unit that a role of the asker is over. */
export interface OwnUnit {
  kind: Unit['kind']
  code: string
}

/** What the words of a message may name. */
export interface Vocabulary {
  /** The students that the asker may see, and no others. */
  students: readonly StudentName[]
  /** Of the cohorts of the asker's own projects, and no others. */
  pseudonyms: readonly string[]
  units: readonly Unit[]
  /** Codes of the asker's own projects. */
  projects: readonly string[]
  /** What "my school" may mean. */
  own: readonly OwnUnit[]
  today: Day
  /** The university's own calendar, for "since reading week". */
  calendar: readonly NamedPeriod[]
  /** Questions to offer when a message is not understood. */
  suggestions: readonly string[]
}

/**
 * Of somebody unknown to the staff records, or not signed in, no name is a student's. No answer to them depends on a day.
 */
export const nothingOwn = {
  students: [],
  pseudonyms: [],
  projects: [],
  own: [],
  today: '1970-01-01',
  calendar: [],
}
