import type { Fact } from '../../../cards/fact'
import type { WeeklyRow } from '../../../cards/weekly'
import { alertRuleNames } from '../../../data/domain/alert'
import { fullName } from '../../../data/domain/student'
import { alertPrecision, type RulePrecision } from '../../../data/queries/alert-precision'
import {
  readUnitConcerns,
  type ConcernOrder,
  type Heard,
  type UnitConcerns,
} from '../../../data/queries/unit-concerns'
import { roundCount } from '../../../data/rights/disclosure-control'
import type { Database } from '../../../data/store/store'
import { countInWords } from '../../answers/numbers'
import { studentInShort, withoutStop } from '../../answers/phrases'
import { usefulnessFacts } from '../../answers/usefulness'
import type { Recipient } from './composer'
import type { Delivery } from '../delivery'
import { lookUnasked } from './look-unasked'
import { byConcern, greatest } from '../plan/concern'
import type { WeeklyScope } from './weekly-unit'

/** What a weekly card says of single students and of alerts. */
export interface WeeklyConcerns {
  rows: WeeklyRow[]
  facts: Fact[]
}

const mostRows = 5

/** For who sees students in full; a wider role gets numbers alone, though it may ask for names. */
export async function concernsOf(
  { scope, population, level }: WeeklyScope,
  recipient: Recipient,
  { store, clock }: Delivery,
): Promise<WeeklyConcerns> {
  if (scope.detail !== 'full') return { rows: [], facts: [] }
  const concerns = await readUnitConcerns(
    store,
    scope,
    { most: mostRows, order: (db) => orderOf(db, scope.today) },
    lookUnasked(recipient, 'weekly-card'),
  )
  // What tutors of one level think of alerts is their leader's to know.
  const isWhole = population.kind === 'programme' && level === undefined
  const precision = isWhole
    ? await alertPrecision(store.db, { now: clock(), programme: population.code })
    : []
  return { rows: concerns.few.map(rowOf), facts: [...alertFacts(concerns), ...foundUseful(precision)] }
}

/** A line for each rule that enough have judged, and one for the others. */
function foundUseful(precision: readonly RulePrecision[]): Fact[] {
  const judged = precision.filter(({ share }) => share !== null)
  const others = precision.filter(({ share }) => share === null).map(({ rule }) => alertRuleNames[rule])
  const lines = usefulnessFacts(judged).map(({ title, value }) => `${title}: ${value}`)
  const all = others.length === 0 ? lines : [...lines, `Too few answers yet: ${others.join(', ')}`]
  return all.map((value) => ({ title: 'Found useful', value }))
}

async function orderOf(db: Database, today: string): Promise<ConcernOrder> {
  const compare = await byConcern(db, today)
  return (a, b) => {
    const [first, second] = [greatest(a.episodes), greatest(b.episodes)]
    if (!first || !second) return 0
    return compare({ ...first, studentId: a.studentId }, { ...second, studentId: b.studentId })
  }
}

const heardWords: Record<Heard, string> = {
  untold: 'staff not told yet',
  told: 'staff told, no response yet',
  responded: 'staff have responded',
}

function rowOf({ student, episodes, heard }: UnitConcerns['few'][number]): WeeklyRow {
  const { band, trend } = student
  return {
    name: fullName(student),
    subtitle: studentInShort(student),
    band,
    ...(trend === null ? {} : { trend }),
    reason: `${withoutStop(greatest(episodes)?.reason ?? '')} · ${heardWords[heard]}`,
    open: { title: 'Open', text: `show ${student.student_id}` },
  }
}

/** Rounded as the numbers beside them are, which may be passed on. */
function alertFacts({ students, told, opened }: UnitConcerns): Fact[] {
  return [
    { title: 'Students with an open alert', value: roundedInWords(students) },
    { title: 'Of these, staff were told of', value: roundedInWords(told) },
    { title: 'And responded to', value: roundedInWords(opened) },
  ]
}

const roundedInWords = (count: number): string => countInWords({ students: roundCount(count) })
