import path from 'node:path'
import { nameAt } from '../../records/loads'
import type { Feed } from '../feed'
import { dayInName, type Age } from './age'
import { isNamedAhead } from './ahead'
import type { Claim } from './claim-files'
import type { Delivery } from './deliveries'
import type { PastLoad } from './past-loads'

/**
 * `known`: its files were read before and have not changed since. `again`: the same, but rows that were refused then may be
 * taken now. `older`: the store holds a newer snapshot. `behind`: it holds one that its name alone makes newer, though this was
 * written after that was loaded, or though that name is of a time to come.
 */
export type Verdict = 'read' | 'again' | 'known' | 'older' | 'behind'

/** What is known of earlier loads of the feed. */
export interface Known {
  /** Where the files are: what stands before their names in the records of loads. */
  place: string
  loads: readonly PastLoad[]
  now: Date
  /** Whether loads were recorded by the clock by which files change. With a clock that is fixed, every file is read. */
  isRealClock: boolean
  /** A restored store waits for the feed, and the file that it remembers must be shown to it again. */
  isAwaited?: boolean
}

/** Clocks of file servers differ a little, and some tell only seconds. In milliseconds. */
const slack = 5_000

/** For so long, rows that were refused get another chance: who enrols late comes after their first pages. In milliseconds. */
const chances = 14 * 86_400_000

/** Whether a delivery is to be read. It costs no look into its files. */
export function verdictOn(
  { feed, beside }: Pick<Claim, 'feed' | 'beside'>,
  delivery: Delivery,
  known: Known,
): Verdict {
  const newest = known.loads[0]
  const own = known.loads.find(madeOf(feed, delivery, known.place))
  if (own && isComparable(own, known) && isUnchangedSince(own.readAt, delivery)) {
    if (known.isAwaited && own === newest) return 'read'
    // Beside other files the same rows would be another load.
    const mayHaveChance = feed.kind === 'increment' ? beside.length === 0 : own === newest
    const isRecent = known.now.getTime() - own.readAt.getTime() < chances
    return mayHaveChance && own.rejected > 0 && isRecent ? 'again' : 'known'
  }
  if (feed.kind === 'increment' || !newest || own === newest) return 'read'
  if (isNewer(delivery.age, newest, known)) return 'read'
  const isWrittenSince = isComparable(newest, known) && delivery.age.writtenAt > newest.readAt
  return isWrittenSince || isNamedAhead(nameOf(newest, known), known.now) ? 'behind' : 'older'
}

/** Whether a load was made of the delivery's files: of an increment, whatever was read beside it. */
function madeOf({ kind }: Feed, { files }: Delivery, place: string): (load: PastLoad) => boolean {
  const own = files.map(({ name }) => nameAt(place, name))
  if (kind === 'snapshot') return ({ names }) => names.split(', ').every((name) => own.includes(name))
  const [first = ''] = own
  return ({ names }) => names === first || names.startsWith(`${first}, `)
}

/** Whether a load was recorded by the clock by which files change; one of a clock that ran ahead was not. */
function isComparable({ readAt }: PastLoad, { isRealClock, now }: Known): boolean {
  return isRealClock && readAt <= now
}

function isUnchangedSince(readAt: Date, { files }: Delivery): boolean {
  return files.every(({ changedAt }) => changedAt.getTime() + slack <= readAt.getTime())
}

/** By the days in both names, else by whether it was written after the other was read. */
function isNewer(age: Age, load: PastLoad, known: Known): boolean {
  const named = dayInName(nameOf(load, known))
  if (age.isNamed && named) {
    if (age.day !== named.day) return age.day > named.day
    if (age.time !== named.time && age.time !== '' && named.time !== '') return age.time > named.time
  }
  return !isComparable(load, known) || age.writtenAt > load.readAt
}

/** The name of a load's first file: that of a place elsewhere is no part of it. */
function nameOf({ names }: PastLoad, { place }: Known): string {
  const [first = ''] = names.split(', ')
  const within = nameAt(place, '')
  return first.startsWith(within) ? first.slice(within.length) : path.basename(first)
}
