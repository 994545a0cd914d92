import type { PeriodKind } from '../../domain/calendar'
import { archetypes, courseOverTerm, type Archetype } from '../archetypes'
import type { SampleStudent } from '../student'
import type { TermDay } from '../term'

/** How much there is to do in each kind of period. */
const periodFactor: Readonly<Record<PeriodKind, number>> = {
  teaching: 1,
  assessment: 1.2,
  reading: 0.25,
  vacation: 0.1,
  placement: 0.03,
}

const weekdayFactor = [1, 1.05, 1.05, 1, 0.8] as const

export function archetypeOf({ profile }: SampleStudent): Archetype {
  return archetypes[profile.archetype]
}

export function isHere({ profile }: SampleStudent, { index }: TermDay): boolean {
  return profile.from <= index && index < profile.until
}

/** A student's drive on a day against a typical student's on a typical day; 0 when not here. */
export function driveOn(student: SampleStudent, day: TermDay, kind: PeriodKind): number {
  if (!isHere(student, day)) return 0
  const archetype = archetypeOf(student)
  const modeFactor = student.row.mode === 'part-time' ? 0.55 : 1
  return archetype.drive * modeFactor * mood(student, day) * periodFactor[kind] * dayFactor(archetype, day)
}

/** A student's week against their own usual one. */
export function mood({ profile }: SampleStudent, { index, week }: TermDay): number {
  return profile.vigour * (profile.weekly[week - 1] ?? 1) * courseOverTerm(profile.archetype, index / 7)
}

function dayFactor({ weekend }: Archetype, { weekday }: TermDay): number {
  // Whoever studies at weekends does so instead.
  return (weekdayFactor[weekday] ?? weekend) * (weekend > 1 && weekday < 5 ? 0.6 : 1)
}
