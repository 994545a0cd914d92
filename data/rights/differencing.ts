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
  | { kind: 'answered' }
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
 * need: some small part may not be within reach of any combination.
 *
 * The cells are those of today. What was answered before is judged like anything else, since its students may have
 * become few, or the asker may no longer see them by name. A part that has become small since is no reason to refuse
 * what it is not in: the answers that tell of it are old, and tell of it as it was when they might. Who came or left
 * between two answers, their difference can tell; there, the rounding alone protects.
 */
export function judgeDifferences(
  cells: readonly Cell[],
  before: readonly Counted[],
  next: readonly Counted[],
): Verdict {
  const held = cells.filter(({ students }) => students > 0)
  if (!tellsOfFew(held, before, next)) return { kind: 'answered' }
  const alone = tellsOfFew(held, [], next)
  const looked = alone ? [] : before.slice(0, mostLookedAt)
  return { kind: 'refused', alone, near: looked.filter((each) => tellsOfFew(held, [each], next)) }
}

/**
 * Whether averages may be given too. No part is left out here, for nobody remembers which answers had averages.
 *
 * @param cells of the students whose scores the asker does not see
 */
export function allowsAverages(
  cells: readonly Cell[],
  before: readonly Counted[],
  next: readonly Counted[],
): boolean {
  const parts = partsOf(cells, [...before, ...next])
  return parts.every(({ judged }) => judged === 0 || isEnoughForAverages(judged))
}

/** To say which answers are too near, only so many are looked at; whether any is, needs all. */
const mostLookedAt = 50

/** Whether `next` makes or holds a part that is too small. */
function tellsOfFew(cells: readonly Cell[], before: readonly Counted[], next: readonly Counted[]): boolean {
  const known = new Set(partsOf(cells, before).map((part) => extentOfPart(cells, part)))
  return partsOf(cells, [...before, ...next]).some(
    (part) =>
      !isEnoughForPercentages(part.students) &&
      (!known.has(extentOfPart(cells, part)) || next.some((population) => holds(population, part))),
  )
}

/** A part is in a population as a whole or not at all. */
function holds(population: Counted, { cells }: Part): boolean {
  return [...cells].every((cell) => isWithin(cell, population))
}

/** Of which cells something consists: "0110". */
type Extent = string

const extentOf = (cells: readonly Cell[], population: Counted): Extent =>
  cells.map((cell) => (isWithin(cell, population) ? '1' : '0')).join('')

const extentOfPart = (cells: readonly Cell[], part: Part): Extent =>
  cells.map((cell) => (part.cells.has(cell) ? '1' : '0')).join('')

interface Part {
  students: number
  judged: number
  cells: Set<Cell>
}

/** The cells that are in the same populations, together; those that are in none are no part. */
function partsOf(cells: readonly Cell[], populations: readonly Counted[]): Part[] {
  const parts = new Map<string, Part>()
  const extents = populations.map((population) => extentOf(cells, population))
  for (const [index, cell] of cells.entries()) {
    const membership = extents.map((extent) => extent[index]).join('')
    if (!membership.includes('1')) continue
    const part = parts.get(membership) ?? { students: 0, judged: 0, cells: new Set() }
    part.students += cell.students
    part.judged += cell.judged
    part.cells.add(cell)
    parts.set(membership, part)
  }
  return [...parts.values()]
}

function isWithin(cell: Cell, { of, level, within }: Counted): boolean {
  const isIn = (held: Counted['of'][number]): boolean =>
    held.kind === 'institution' || cell[held.kind] === held.code
  return (
    of.some(isIn) && (level === undefined || cell.level === level) && (within === undefined || isIn(within))
  )
}
