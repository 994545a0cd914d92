import type { Partition } from '../domain/grouping'
import type { Scope } from '../domain/scope'
import { counted, type Counted } from '../rights/differencing'
import {
  add,
  nobody,
  publish,
  type Figures,
  type Publishing,
  type PublishedTable,
} from '../rights/disclosure-control'
import type { BandCell } from './cells'

/** The students of one unit or level. */
export interface Group {
  /** The unit's code or the level; null for those who are in no unit of that kind. */
  key: string | null
  figures: Figures
}

export interface Grouped {
  by: Partition
  level?: number | undefined
}

/** Cells added up by unit or level; all in one where bands are told apart, for a band is no set of students that stays. */
export function groupsOf(cells: readonly BandCell[], { by }: Grouped): Group[] {
  const groups = new Map<string | null, Figures>()
  for (const cell of cells) {
    const key = keyOf(cell, by)
    const held = groups.get(key)
    const figures = figuresOf(cell)
    groups.set(key, held ? add(held, figures) : figures)
  }
  return [...groups].map(([key, figures]) => ({ key, figures }))
}

/** What may be said of the groups. Those who are in no unit count towards the total alone. */
export function tableOf(groups: readonly Group[], publishing: Omit<Publishing, 'unnamed'>): PublishedTable {
  const unnamed = groups.flatMap(({ key }, index) => (key === null ? [index] : []))
  return publish(
    groups.map(({ figures }) => figures),
    { ...publishing, unnamed: new Set(unnamed) },
  )
}

/** The groups that have a row which is not withheld. */
export function shownOf(groups: readonly Group[]): Group[] {
  const { rows } = tableOf(groups, { asked: [], averages: false })
  return groups.filter((_, index) => rows[index] !== undefined)
}

/** The populations that an answer with these groups gives numbers of: the whole, and each group unless it is the whole. */
export function populationsOf(scope: Scope, { by, level }: Grouped, groups: readonly Group[]): Counted[] {
  const whole = counted.parse({ of: scope.populations, level })
  const parts = groups.flatMap(({ key }): Counted[] => {
    if (key === null || by === 'band') return []
    return by === 'level'
      ? [{ ...whole, level: Number(key) }]
      : [{ ...whole, within: { kind: by, code: key } }]
  })
  return [whole, ...parts]
}

function keyOf(cell: BandCell, by: Partition): string | null {
  switch (by) {
    case 'band':
      return ''
    case 'level':
      return String(cell.level)
    default:
      return cell[by]
  }
}

function figuresOf({ band, students, scores }: BandCell): Figures {
  return { bands: { ...nobody.bands, [band]: students }, scores }
}
