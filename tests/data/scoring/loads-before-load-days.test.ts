import { readFileSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import { standardConfiguration as configuration } from '../../../data/configuration/indicator'
import { scoreWeeks } from '../../../data/scoring/run'
import { statementsOf } from '../../../data/store/statements'
import { repository } from '../../support/command'
import { lines, useFeedFiles } from '../../support/feed-files'
import { clock } from '../../support/store'
import { useUniversity } from '../../support/university'
import { loadWorkedWeek } from './worked-week'

const store = useUniversity()
const files = useFeedFiles(store)

const score = async (): Promise<string[]> =>
  (await scoreWeeks(store(), { clock, configuration })).map(({ weekStart }) => weekStart)
const fillLoadDays = async (): Promise<void> => {
  const { db, engine } = store()
  const file = path.join(repository, 'data', 'migrations', `0005-activity.${engine}.sql`)
  const filling = statementsOf(readFileSync(file, 'utf8')).filter((each) => /^insert into/mu.test(each))
  expect(filling).toHaveLength(1)
  for (const statement of filling) await sql.raw(statement).execute(db)
}

/** As before the store knew which days a load touched. */
const forgetLoadDays = () => store().db.deleteFrom('load_day').execute()

it('what came after the scores and before the store knew days by load still calls for new ones', async () => {
  await loadWorkedWeek(files)
  const all = await score()
  await files.load(
    'attendance',
    lines('student_id,session_id,starts_at,status', '00000004,E8,2026-11-11T09:00:00Z,present'),
  )
  await forgetLoadDays()
  expect(await score()).toEqual([])
  await fillLoadDays()
  const again = await score()
  expect(again).toEqual(all.filter((week) => week >= '2026-11-09'))
  const { id } = await store()
    .db.selectFrom('feed_load')
    .select(({ fn }) => fn.max<number>('load_id').as('id'))
    .executeTakeFirstOrThrow()
  const known = await store().db.selectFrom('score_run').select('load_id').distinct().execute()
  expect(known.map(({ load_id }) => load_id)).toContain(id)
})

it('scores that know of every load stay as they are', async () => {
  await loadWorkedWeek(files)
  await score()
  await forgetLoadDays()
  await fillLoadDays()
  expect(await score()).toEqual([])
})
