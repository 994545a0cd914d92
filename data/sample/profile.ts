import { archetypeNames, archetypes, type ArchetypeName } from './archetypes'
import type { Random } from './random'
import type { Term } from './term'

/** What is behind a student's activity. No feed shows it. */
export interface Profile {
  archetype: ArchetypeName
  /** Against others of the same archetype. */
  vigour: number
  /** Better and worse weeks. */
  weekly: readonly number[]
  prints: boolean
  /** The days of the term, by index, on which the student is here: from the first, before the second. */
  from: number
  until: number
}

const choices = archetypeNames.map((name) => ({ name, weight: archetypes[name].weight }))

export function drawProfile(random: Random, term: Term): Profile {
  const archetype = random.weighted(choices).name
  return {
    archetype,
    vigour: random.factor(0.18),
    weekly: Array.from({ length: 10 }, () => random.factor(0.15)),
    prints: random.chance(0.55),
    from: 0,
    until: archetype === 'silent' ? term.todayIndex - random.between(15, 24) : term.todayIndex,
  }
}

/** A profile without chance, for people whom a demonstration relies on. */
export function plainProfile(archetype: ArchetypeName, term: Term): Profile {
  return {
    archetype,
    vigour: 1,
    weekly: [],
    prints: true,
    from: 0,
    until: term.todayIndex,
  }
}
