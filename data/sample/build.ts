import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { dayOf } from '../domain/day'
import { EngagementError } from '../domain/errors'
import { feeds } from '../feeds'
import { ingest } from '../feeds/ingest'
import { readSetting, removeSetting, writeSetting } from '../records/settings'
import { standardConfiguration } from '../configuration/indicator'
import { scoreWeeks } from '../scoring/run'
import type { Store } from '../store/store'
import { writeSampleFeeds } from './write-feeds'

export interface SampleOptions {
  /** The instant at which the sample university lives. */
  now: Date
  seed: number
  onStep?: (done: number, all: number, step: string) => void
}

/** Whether the sample university may be built: the store holds nobody, or a building that was cut off. */
export async function needsSample(store: Store): Promise<boolean> {
  if ((await readSetting(store.db, 'sample-building')) !== undefined) return true
  const held = await store.db
    .selectFrom('student')
    .select(({ fn }) => fn.min('student_id').as('first'))
    .executeTakeFirst()
  return !held?.first
}

/**
 * Makes the sample university's feed files, loads them as any other feeds, and scores all weeks. The store keeps the
 * instant, so that the university's data do not grow old, and a building that was cut off is taken up again as it was.
 *
 * @throws EngagementError when the store already holds students
 */
export async function buildSample(store: Store, { now: wanted, seed, onStep }: SampleOptions): Promise<void> {
  if (!(await needsSample(store))) {
    throw new EngagementError(
      'nothing-to-do',
      'The store holds students already: point ENGAGEMENT_DATABASE at a new file.',
    )
  }
  const begun = await readSetting(store.db, 'sample-building')
  const now = begun === undefined ? wanted : new Date(begun)
  await store.transaction((tx) => writeSetting(tx.db, 'sample-building', now.toISOString()))
  const folder = await mkdtemp(path.join(tmpdir(), 'engagement-sample-'))
  const clock = (): Date => now
  try {
    const files = await writeSampleFeeds(folder, { seed, today: dayOf(now) })
    const all = files.length + 1
    for (const [index, { feed: name, file }] of files.entries()) {
      onStep?.(index, all, name)
      const feed = feeds.find((each) => each.name === name)
      if (!feed) throw new EngagementError('unexpected', `There is no feed ${name}.`)
      await ingest(store, feed, [file], { clock })
    }
    onStep?.(files.length, all, 'scores')
    await scoreWeeks(store, { clock, configuration: standardConfiguration })
    await store.transaction(async (tx) => {
      await writeSetting(tx.db, 'sample-now', now.toISOString())
      await removeSetting(tx.db, 'sample-building')
    })
    onStep?.(all, all, 'done')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
