import type { AlertRuleSettings } from '../configuration/alerts'
import type { Configuration } from '../configuration/indicator'
import { addDays, type Day } from '../domain/day'
import {
  countingDays,
  readCountingFacts,
  type CountingDays,
  type CountingFacts,
} from '../queries/days-that-count'
import { activeStudents, type Among } from '../queries/scoped-students'
import { readHealth, type Health } from '../scoring/health'
import { readEnrolments, type EnrolledStudent } from '../scoring/read-enrolments'
import type { Database, Store } from '../store/store'
import type { Episode } from './episode'
import type { Judgement } from './finding'

/** What every rule is judged on. */
export interface Basis {
  db: Database
  today: Day
  /** Everybody in the records … */
  enrolled: ReadonlyMap<string, EnrolledStudent>
  /** … and of them who studies now. */
  students: ReadonlyMap<string, EnrolledStudent>
  among: Among
  configuration: Configuration
  settings: AlertRuleSettings
  health: Health
  /** The feeds' health before a day gone by, by what is held now. */
  healthBefore: (to: Day) => Promise<Health>
  /** Which days count, as they did before a day: what came before a placement counts no more from then on. */
  countingBefore: (to: Day) => CountingDays
  /** The first day of which it is known whether it counts. */
  from: Day
}

/** One rule as it stands for everybody. */
export interface JudgedRule {
  /** Of whom it says something other than of all others … */
  judgements: ReadonlyMap<string, Judgement>
  /** … and of all others. */
  otherwise: Judgement
  /** Of these episodes, those that held when they were opened, by what is known now of the data that they were found from. */
  heldWhenOpened: (episodes: readonly Episode[]) => Promise<ReadonlySet<string>>
  /** Whether it is over because the student has recovered, not because nothing counts for them any more. */
  hasRecovered: (episode: Episode) => boolean
}

/** Days that count are looked at so far back, in days: further than any rule reaches. */
const reach = 182

/** Reads what every rule rests on. */
export async function readBasis(store: Store, today: Day): Promise<Basis> {
  const { db, settings } = store
  const from = addDays(today, -reach)
  const among = { students: activeStudents(db), today }
  const { absenceGapDays } = settings.indicator
  const facts = await readCountingFacts(db, among, { from, to: today, absenceGapDays })
  const enrolled = await readEnrolments(db)
  const studying = enrolled.filter(
    ({ status, gone_on, start_date }) => status === 'active' && gone_on === null && start_date <= today,
  )
  const healthBefore = remembered((to) => readHealth(db, to, facts.periods, settings.indicator.feeds))
  return {
    db,
    today,
    enrolled: byId(enrolled),
    students: byId(studying),
    among,
    configuration: settings.indicator,
    settings: settings.alerts.rules,
    health: await healthBefore(today),
    healthBefore,
    countingBefore: countingBy(facts, from),
    from,
  }
}

const byId = (students: readonly EnrolledStudent[]): Map<string, EnrolledStudent> =>
  new Map(students.map((student) => [student.student_id, student]))

function countingBy(facts: CountingFacts, from: Day): (to: Day) => CountingDays {
  return remembered((to) => countingDays(facts, { from, to }))
}

function remembered<T>(make: (to: Day) => T): (to: Day) => T {
  const known = new Map<Day, T>()
  return (to) => {
    const found = known.get(to) ?? make(to)
    known.set(to, found)
    return found
  }
}

/** Nothing is said of anybody: what was said before stays. */
export const nothingSaid: JudgedRule = {
  judgements: new Map(),
  otherwise: 'unknown',
  heldWhenOpened: (episodes) => Promise.resolve(new Set(episodes.map(({ row }) => row.episode_id))),
  hasRecovered: () => false,
}
