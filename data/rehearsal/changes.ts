import { bands, type Band } from '../domain/band'
import type { Day } from '../domain/day'
import type { RehearsedWeek } from './rehearsed-weeks'

/** One week under both configurations. */
export interface WeekPair {
  present: RehearsedWeek
  proposed: RehearsedWeek
}

/** How many students a week has in each band, under both configurations. */
export interface WeekChanges {
  weekStart: Day
  students: number
  /** How many are in another band than now. */
  changed: number
  bands: { present: Record<Band, number>; proposed: Record<Band, number> }
}

export function weekChanges({ present, proposed }: WeekPair): WeekChanges {
  return {
    weekStart: present.start,
    students: present.students.size,
    changed: [...present.students].filter(([id, { band }]) => proposed.students.get(id)?.band !== band)
      .length,
    bands: { present: countBands(present), proposed: countBands(proposed) },
  }
}

function countBands({ students }: RehearsedWeek): Record<Band, number> {
  const counts = { high: 0, good: 0, partial: 0, low: 0, none: 0, unknown: 0 }
  for (const { band } of students.values()) counts[band] += 1
  return counts
}

/** How many students go from one band to another. */
export interface BandMove {
  from: Band
  to: Band
  students: number
}

/** Every move between two bands that somebody makes. */
export function bandMoves({ present, proposed }: WeekPair): BandMove[] {
  const moves = bands.flatMap((from) => bands.map((to) => ({ from, to, students: 0 })))
  for (const [id, { band: from }] of present.students) {
    const to = proposed.students.get(id)?.band
    const move = moves.find((each) => each.from === from && each.to === to)
    if (move && from !== to) move.students += 1
  }
  return moves.filter(({ students }) => students > 0)
}
