import { addDays, type Day } from '../domain/day'
import type { Status } from '../domain/student'
import type { Profile } from './profile'
import type { Random } from './random'
import type { Term } from './term'

/** When a student is here: the dates of the students feed, and the days of term that follow from them. */
export interface Enrolment {
  status: Status
  start_date: Day
  end_date: Day
  here: Pick<Profile, 'from' | 'until'>
}

const changes = [
  { status: 'active', weight: 934 },
  { status: 'interrupted', weight: 24 },
  { status: 'withdrawn', weight: 32 },
  { status: 'completed', weight: 10 },
] as const

/** Levels at which a programme may end. */
const lastLevels: readonly number[] = [6, 7, 8]

export function drawEnrolment(random: Random, term: Term, level: number): Enrolment {
  const { status } = random.weighted(changes)
  const start_date = entry(random, term, level)
  if (status === 'withdrawn') return withdrawn(random, term, start_date)
  if (status === 'interrupted') return interrupted(random, term, start_date)
  if (status === 'completed' && lastLevels.includes(level)) return completed(random, term, level)
  return active(term, random.chance(0.01) ? lateStart(random, term) : start_date)
}

export function active(term: Term, start_date: Day): Enrolment {
  const from = term.days.find(({ day }) => day >= start_date)?.index ?? term.todayIndex
  return { status: 'active', start_date, end_date: '', here: { from, until: term.todayIndex } }
}

/** Someone who broke off on a day of term. Few have a date in their record. */
export function interruptedOn(term: Term, start_date: Day, until: number, dated: boolean): Enrolment {
  const end_date = dated ? addDays(term.start, until) : ''
  return { ...active(term, start_date), status: 'interrupted', end_date, here: { from: 0, until } }
}

function interrupted(random: Random, term: Term, start_date: Day): Enrolment {
  return interruptedOn(term, start_date, random.between(10, term.todayIndex - 5), random.chance(0.3))
}

function withdrawn(random: Random, term: Term, start_date: Day): Enrolment {
  const until = random.between(5, term.todayIndex)
  const end_date = addDays(term.start, until)
  return { status: 'withdrawn', start_date, end_date, here: { from: 0, until } }
}

/** Someone whose last results came after the summer. */
function completed(random: Random, term: Term, level: number): Enrolment {
  const start_date = addDays(entry(random, term, level), -364)
  const end_date = addDays(term.start, random.between(-20, 12))
  return { status: 'completed', start_date, end_date, here: { from: 0, until: 0 } }
}

/** The start of the first year of the programme. */
function entry(random: Random, term: Term, level: number): Day {
  if (level === 8) return addDays(term.start, -random.between(0, 40) * 28)
  const years = level === 5 || level === 6 ? level - 4 : 0
  return addDays(term.start, -364 * years)
}

function lateStart(random: Random, term: Term): Day {
  return addDays(term.start, random.between(3, term.todayIndex - 4))
}
