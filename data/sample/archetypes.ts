import { hour, type Hours } from './times'

/** Ways of studying, told apart by how much, when and where. */
export const archetypeNames = [
  'steady-high',
  'steady-good',
  'steady-partial',
  'steady-low',
  'falling',
  'recovering',
  'silent',
  'weekend-worker',
  'library-lover',
  'commuter',
] as const
export type ArchetypeName = (typeof archetypeNames)[number]

export interface Archetype {
  /** How many students in a hundred. */
  weight: number
  /** Activity against a typical student's. */
  drive: number
  /** Chance of coming to a teaching event. */
  attendance: number
  /** Chance that work is handed in by the deadline, and after it. */
  onTime: number
  late: number
  library: number
  printing: number
  weekend: number
  hours: Hours
}

const day: Hours = { from: 8 * hour, to: 22.5 * hour }
const evening: Hours = { from: 17.5 * hour, to: 23.5 * hour }

const typical: Archetype = {
  weight: 0,
  drive: 1.1,
  attendance: 0.87,
  onTime: 0.88,
  late: 0.08,
  library: 1,
  printing: 1,
  weekend: 0.4,
  hours: day,
}

export const archetypes: Readonly<Record<ArchetypeName, Archetype>> = {
  'steady-high': {
    ...typical,
    weight: 19,
    drive: 1.9,
    attendance: 0.95,
    onTime: 0.97,
    late: 0.02,
    library: 1.3,
  },
  'steady-good': { ...typical, weight: 28, drive: 1.15 },
  'steady-partial': {
    ...typical,
    weight: 19,
    drive: 0.65,
    attendance: 0.7,
    onTime: 0.7,
    late: 0.18,
    library: 0.7,
    printing: 0.5,
  },
  'steady-low': {
    ...typical,
    weight: 8,
    drive: 0.25,
    attendance: 0.36,
    onTime: 0.3,
    late: 0.25,
    library: 0.4,
    printing: 0.3,
  },
  falling: { ...typical, weight: 5, drive: 1.2, onTime: 0.85 },
  recovering: { ...typical, weight: 4, drive: 1.1, onTime: 0.85 },
  silent: { ...typical, weight: 1.5, drive: 0.8, attendance: 0.75, onTime: 0.7 },
  'weekend-worker': { ...typical, weight: 5, drive: 1, attendance: 0.78, weekend: 2.2, hours: evening },
  'library-lover': { ...typical, weight: 5, drive: 1.1, library: 3.5, printing: 1.6 },
  commuter: { ...typical, weight: 5.5, drive: 0.95, attendance: 0.76, library: 0.3, printing: 0 },
}

/** How the drive changes over the term: 1 is as usual. `week` counts from 0 and may lie within a week. */
export function courseOverTerm(name: ArchetypeName, week: number): number {
  if (name === 'falling') return between(week, 4, 8.5, 1.1, 0.12)
  if (name === 'recovering') return between(week, 5, 8.5, 0.25, 1.5)
  return 1
}

/** From `low` before `from` in a straight line to `high` at `to`. */
function between(week: number, from: number, to: number, low: number, high: number): number {
  const share = Math.min(1, Math.max(0, (week - from) / (to - from)))
  return low + (high - low) * share
}
