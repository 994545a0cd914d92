import type { Mode } from '../domain/student'
import type { Configuration } from '../configuration/indicator'
import { percentileOf, rankAmong } from './percentile'

/** One student's rate in one source, with where they study. */
export interface PeerValue {
  programme: string
  school: string
  level: number
  mode: Mode
  value: number
  /** On how many days it rests. */
  days: number
}

export interface Comparison {
  /** 0 to 100, see {@link percentileOf}. */
  percentile: number
  peers: number
  /** How many of the peers stand lower … */
  below: number
  /** … and how many alike, the student included. */
  alike: number
  /** The share of the peers with any use of the source, 0 to 1. */
  usedByShare: number
  /** The most days that the value of any peer rests on. */
  mostDays: number
  /** Compared within the whole school, for want of peers in programme, level and mode. */
  widened: boolean
}

/**
 * Compares students with their peers: same programme, level and mode, or the school's students of the same mode where those are too few.
 * The comparison is undefined where even the school is too small.
 */
export function comparePeers(
  values: readonly PeerValue[],
  { least, leastWidened }: Configuration['peers'],
): (student: PeerValue) => Comparison | undefined {
  const near = groups(values, nearKey)
  const school = groups(values, schoolKey)
  return (student) => {
    const close = near.get(nearKey(student))
    const widened = close === undefined || close.sorted.length < least
    const peers = widened ? school.get(schoolKey(student)) : close
    if (peers === undefined || peers.sorted.length < (widened ? leastWidened : least)) return undefined
    const rank = rankAmong(peers.sorted, student.value)
    return {
      below: rank.below,
      alike: rank.alike,
      percentile: percentileOf(rank, peers.sorted.length),
      peers: peers.sorted.length,
      usedByShare: peers.usedByShare,
      mostDays: peers.mostDays,
      widened,
    }
  }
}

const nearKey = ({ programme, level, mode }: PeerValue): string => `${programme}|${level}|${mode}`
const schoolKey = ({ school, mode }: PeerValue): string => `${school}|${mode}`

interface Group {
  /** The peers' values, ascending. */
  sorted: readonly number[]
  usedByShare: number
  mostDays: number
}

function groups(values: readonly PeerValue[], keyOf: (value: PeerValue) => string): Map<string, Group> {
  const byKey = new Map<string, PeerValue[]>()
  for (const peer of values) {
    const key = keyOf(peer)
    const group = byKey.get(key)
    if (group) group.push(peer)
    else byKey.set(key, [peer])
  }
  return new Map([...byKey].map(([key, group]) => [key, groupOf(group)]))
}

function groupOf(peers: readonly PeerValue[]): Group {
  const sorted = peers.map(({ value }) => value).sort((a, b) => a - b)
  return {
    sorted,
    usedByShare: sorted.filter((value) => value > 0).length / sorted.length,
    mostDays: peers.reduce((most, { days }) => Math.max(most, days), 0),
  }
}
