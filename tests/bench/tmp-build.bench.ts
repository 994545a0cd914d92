import { mkdtempSync } from 'node:fs'
import { ingest } from '../../data/feeds/ingest'
import { migrate } from '../../data/store/migrate'
import { openStore } from '../../data/store/open'
import { feedNamed } from '../support/feed-files'
import { writeUniversity } from './university-files'
it('builds', async () => {
  const n = Number(process.env.N)
  const clock = () => new Date('2025-12-22T09:00:00Z')
  const store = openStore(`sqlite:/tmp/proto/u${n}.db`)
  await migrate(store, clock)
  const files = await writeUniversity(mkdtempSync('/tmp/proto/f'), {
    students: n,
    programmes: Math.max(8, n / 500),
    tuteesATutor: 12,
  })
  const future = () => new Date('2026-09-22T09:00:00Z')
  for (const { feed, files: some } of files) {
    await ingest(
      store,
      feedNamed(feed),
      feed === 'activity-day' || feed === 'attendance' ? some.slice(0, 1) : some,
      { clock: future },
    )
  }
  await store.db.deleteFrom('submission').where('day', '>=', '2025-12-22').execute()
  await store.close()
})
