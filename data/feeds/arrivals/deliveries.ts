import path from 'node:path'
import { ageOf, byAge, dayInName, type Age } from './age'
import type { Arrival } from './arrival'
import type { Claim } from './claim-files'

/** What is loaded at once: a snapshot, or one file of an increment. */
export interface Delivery {
  files: readonly Arrival[]
  /** That of its newest file. */
  age: Age
}

/**
 * What a claim delivers, in the order in which it is to be loaded: of a snapshot the newest alone, since an older one after
 * it would end what it brought, of an increment every file, the oldest first.
 */
export function deliveriesOf({ feed, files, together }: Claim): {
  deliveries: Delivery[]
  passedOver: string[]
} {
  const grouped = together && feed.kind === 'snapshot' ? groupsOf(files) : files.map((file) => [file])
  const deliveries = grouped.map(deliveryOf).sort((a, b) => byAge(a.age, b.age) || byName(a, b))
  if (feed.kind === 'increment') return { deliveries, passedOver: [] }
  return {
    deliveries: deliveries.slice(-1),
    passedOver: deliveries.slice(0, -1).flatMap((each) => each.files.map(({ name }) => name)),
  }
}

/** Files of one day, or where their names say none, of one folder. */
function groupsOf(files: readonly Arrival[]): Arrival[][] {
  const groups = new Map<string, Arrival[]>()
  for (const file of files) {
    const named = dayInName(file.name)
    const group = named ? `${named.day} ${named.time}` : path.posix.dirname(file.name)
    groups.set(group, [...(groups.get(group) ?? []), file])
  }
  return [...groups.values()]
}

function deliveryOf(files: readonly Arrival[]): Delivery {
  const ages = files.map(ageOf).sort(byAge)
  const age = ages.at(-1)
  if (!age) throw new Error('A delivery has a file.')
  return { files, age }
}

const byName = (a: Delivery, b: Delivery): number =>
  (a.files[0]?.name ?? '') < (b.files[0]?.name ?? '') ? -1 : 1
