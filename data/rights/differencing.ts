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
 * need: some small part may not be within reach of any combination. What was answered before is answered again, and
 * a part that was itself an answer, and has become small since, is no reason to refuse others.
 */
export function judgeDifferences(
  cells: readonly Cell[],
  before: readonly Counted[],
  next: readonly Counted[],
): Verdict {
  const held = cells.filter(({ students }) => students > 0)
  const told = new Set(before.map((population) => extentOf(held, population)))
  const isRepeat = next.every((population) => {
    const extent = extentOf(held, population)
    return told.has(extent) || isEmpty(extent)
  })
  if (isRepeat || !hasSmallPart(held, before, next)) {
    const parts = partsOf(held, [...before, ...next])
    const averages = parts.every(({ judged }) => judged === 0 || isEnoughForAverages(judged))
    return { kind: 'answered', averages }
  }
  const alone = hasSmallPart(held, [], next)
  const looked = alone ? [] : before.slice(0, mostLookedAt)
  return { kind: 'refused', alone, near: looked.filter((each) => hasSmallPart(held, [each], next)) }
}

/** To say which answers are too near, only so many are looked at; whether any is, needs all. */
const mostLookedAt = 50

/** Whether these populations together make a part that is too small and was not an answer by itself. */
function hasSmallPart(cells: readonly Cell[], before: readonly Counted[], next: readonly Counted[]): boolean {
  const told = new Set(before.map((population) => extentOf(cells, population)))
  return partsOf(cells, [...before, ...next]).some(
    (part) => !isEnoughForPercentages(part.students) && !told.has(extentOfPart(cells, part)),
  )
}

/** Of which cells something consists: "0110". */
type Extent = string

const extentOf = (cells: readonly Cell[], population: Counted): Extent =>
  cells.map((cell) => (isWithin(cell, population) ? '1' : '0')).join('')

const extentOfPart = (cells: readonly Cell[], part: Part): Extent =>
  cells.map((cell) => (part.cells.has(cell) ? '1' : '0')).join('')

const isEmpty = (extent: Extent): boolean => !extent.includes('1')

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
