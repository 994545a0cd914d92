import type { ChainHead } from '../records/access-chain'
import { fits, type SealedRow } from '../records/sealed-rows'
import type { Findings, TrailFault } from './trail-faults'

/** A walk along the chain, row by row from its start. */
export interface Walk {
  key: Buffer
  /** Absent where it is not to be trusted. */
  head: ChainHead | undefined
  checked: number
  /** The place that comes next; unknown before the first row where there is no head to say so. */
  next: number | undefined
  /** The seal before, where it is to be trusted. */
  before: string | undefined
  findings: Omit<Findings, 'places'>
}

export function startOfWalk(key: Buffer, head: ChainHead | undefined): Walk {
  return {
    key,
    head,
    checked: 0,
    next: head && head.removed_to + 1,
    before: head?.removed_seal,
    findings: { faults: [], gaps: [], suspects: [] },
  }
}

/** Takes one row further. Says whether its seal fits, and notes what is wrong. */
export function step(walk: Walk, row: SealedRow): boolean {
  walk.checked += 1
  const isGenuine = fits(walk.key, row)
  if (!row.entry) note(walk, row, 'removed', 'the entry is gone, its seal is left')
  else if (!isGenuine) walk.findings.suspects.push(row)
  else if (row.seal.students !== row.students.length)
    note(walk, row, 'changed', 'does not say how many students it shows')
  goOn(walk, row, isGenuine)
  return isGenuine
}

/** Compares a row with the one before it. Rows that cannot be where they stand are no part of the chain. */
function goOn(walk: Walk, row: SealedRow, isGenuine: boolean): void {
  const { head, next } = walk
  const { position, previous_seal, seal } = row.seal
  if (head && position <= head.removed_to) {
    if (isGenuine) note(walk, row, 'inserted', 'was put back after retention had removed it')
    return
  }
  if (head && position > head.position && !isGenuine) return
  if (next !== undefined && position > next) {
    walk.findings.gaps.push({ from: next, to: position - 1 })
    walk.before = undefined
  }
  if (isGenuine && walk.before !== undefined && previous_seal !== walk.before)
    note(walk, row, 'inserted', 'was sealed in another history of this trail')
  walk.next = position + 1
  walk.before = isGenuine ? seal : undefined
}

function note(walk: Walk, { seal }: SealedRow, kind: TrailFault['kind'], what: string): void {
  walk.findings.faults.push({ kind, position: seal.position, entry: seal.entry_id, what })
}

/**
 * All that the walk found, when it has come to its last row: what the head says that there is and was not there, too.
 * Up to `retired`, retention may have removed rows while the walk was under way.
 */
export function endOfWalk({ head, next, before, findings }: Walk, retired: number): Findings {
  if (!head || next === undefined) return { ...findings, places: { from: 1, to: Number.MAX_SAFE_INTEGER } }
  const wasRetired = (position = 0): boolean => position > head.removed_to && position <= retired
  const { faults, gaps, suspects } = findings
  const last = next - 1
  return {
    faults: [...faults.filter(({ position }) => !wasRetired(position)), ...headFaults(head, last, before)],
    gaps: [...gaps, { from: next, to: head.position }]
      .map(({ from, to }) => ({ from: wasRetired(from) ? retired + 1 : from, to }))
      .filter(({ from, to }) => from <= to),
    suspects: suspects.filter(({ seal }) => !wasRetired(seal.position)),
    places: { from: head.removed_to + 1, to: Math.max(head.position, last) },
  }
}

function headFaults(head: ChainHead, last: number, before: string | undefined): TrailFault[] {
  if (last > head.position) {
    const what = `the head of the chain was set back to place ${head.position}: it went on to ${last}`
    return [{ kind: 'head', what }]
  }
  if (last === head.position && before !== undefined && before !== head.seal)
    return [{ kind: 'head', what: 'the head of the chain belongs to another history of this trail' }]
  return []
}
