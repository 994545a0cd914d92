import { z } from 'zod'
import { isEnoughForAverages, isEnoughForPercentages } from './disclosure-control'

const unit = z.object({ kind: z.enum(['programme', 'school', 'faculty']), code: z.string() }).strict()

/** A population of which numbers were given: of these units, at this level, in this part of them. */
export const counted = z
  .object({
    of: z.array(z.union([unit, z.object({ kind: z.literal('institution') }).strict()])),
    level: z.number().int().optional(),
    within: unit.optional(),
  })
  .strict()
export type Counted = z.infer<typeof counted>

/** Students whom no population tells apart: of one programme and level. Those whom the asker sees by name are left out. */
export interface Cell {
  programme: string
  school: string | null
  faculty: string | null
  level: number
  students: number
  /** Those of them with a score. */
  judged: number
}

export type Verdict =
  | {
      kind: 'answered'
      /** Whether averages may be given with it. */
      averages: boolean
    }
  | {
      kind: 'refused'
      /** Populations of `before` that are too near, each by itself; none where it takes several, or none at all. */
      near: Counted[]
      /** It holds too small a group whatever was answered before. */
      alone: boolean
    }

/**
 * Whether numbers of `next` may be given to somebody who knows those of `before`. All these populations cut the
 * students into parts, by which of them each student is in. Every sum and difference of answers is about whole parts;
 * so where no part is smaller than the threshold, no combination can be about fewer. This asks for more than it
 * need: some small part may not be within reach of any combination. A part that earlier answers made small is no
 * reason, so that what was answered before is answered again.
 */
export function judgeDifferences(
  cells: readonly Cell[],
  before: readonly Counted[],
  next: readonly Counted[],
): Verdict {
  const inNext = memberships(cells, next)
  if (!splitsOff(cells, memberships(cells, before), inNext)) {
    const parts = partsOf(cells, join(memberships(cells, before), inNext))
    const averages = parts.every(({ judged }) => judged === 0 || isEnoughForAverages(judged))
    return { kind: 'answered', averages }
  }
  const tooNear = (populations: readonly Counted[]): boolean =>
    splitsOff(cells, memberships(cells, populations), inNext)
  const alone = tooNear([])
  const looked = alone ? [] : before.slice(0, mostLookedAt)
  return { kind: 'refused', alone, near: looked.filter((each) => tooNear([each])) }
}

/** To say which answers are too near, only so many are looked at; whether any is, needs all. */
const mostLookedAt = 100

interface Part {
  students: number
  judged: number
}

/** For each cell, in which of the populations it is: "0110". */
function memberships(cells: readonly Cell[], populations: readonly Counted[]): string[] {
  return cells.map((cell) =>
    populations.map((population) => (isWithin(cell, population) ? '1' : '0')).join(''),
  )
}

const join = (a: readonly string[], b: readonly string[]): string[] =>
  a.map((membership, index) => membership + (b[index] ?? ''))

const isOutside = (membership: string): boolean => !membership.includes('1')

/** Whether `next` makes a small part that `before` has not made already. */
function splitsOff(cells: readonly Cell[], before: readonly string[], next: readonly string[]): boolean {
  const made = new Map(partEntries(cells, before))
  return partEntries(cells, join(before, next)).some(([membership, { students }]) => {
    const whole = made.get(membership.slice(0, before[0]?.length ?? 0))
    return !isEnoughForPercentages(students) && whole?.students !== students
  })
}

function partsOf(cells: readonly Cell[], membership: readonly string[]): Part[] {
  return partEntries(cells, membership).map(([, part]) => part)
}

/** The parts that are in some population, by their membership. */
function partEntries(cells: readonly Cell[], membership: readonly string[]): [string, Part][] {
  const parts = new Map<string, Part>()
  for (const [index, { students, judged }] of cells.entries()) {
    const key = membership[index] ?? ''
    const part = parts.get(key) ?? { students: 0, judged: 0 }
    parts.set(key, { students: part.students + students, judged: part.judged + judged })
  }
  return [...parts].filter(([key, { students }]) => !isOutside(key) && students > 0)
}

function isWithin(cell: Cell, { of, level, within }: Counted): boolean {
  const isIn = (held: Counted['of'][number]): boolean =>
    held.kind === 'institution' || cell[held.kind] === held.code
  return (
    of.some(isIn) && (level === undefined || cell.level === level) && (within === undefined || isIn(within))
  )
}
