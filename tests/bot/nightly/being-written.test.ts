import { appendFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { folder } from '../../../bot/nightly/folder'
import { nightOf, writeFiles } from '../../support/night-files'
import { useNights } from '../../support/nightly'
import { temporaryFolder } from '../../support/store'
import { students } from '../../support/university-feeds'

const nights = useNights()
const root = temporaryFolder()

it('a snapshot that is being written waits for the next night, and what was written just before does not', async () => {
  const { write, run, night, folder: feeds, inStore } = await nights()
  write(nightOf('2026-11-24'))
  await run()
  const rows = students.trimEnd().split('\n')
  const whole = rows.join('\n')
  const part = rows.slice(0, Math.floor(rows.length * 0.92)).join('\n')
  writeFileSync(path.join(feeds, 'students.csv'), `${part}\n`)
  writeFileSync(
    path.join(feeds, 'library-2026-11-24.csv'),
    'student_id,occurred_at,event\n00000001,2026-11-23T09:30:00,visit\n',
  )
  const running = night()
  await wait(1_000)
  appendFileSync(path.join(feeds, 'students.csv'), whole.slice(part.length + 1))
  const { skipped, loads } = await running
  expect(skipped).toEqual([{ name: 'students.csv', reason: 'unfinished' }])
  expect(loads.map(({ files }) => files[0])).toContain('library-2026-11-24.csv')
  expect(loads.map(({ feed }) => feed)).not.toContain('students')
  const ended = await inStore(({ db }) =>
    db.selectFrom('student').select('student_id').where('gone_on', 'is not', null).execute(),
  )
  expect(ended).toEqual([])
})

describe('a folder', () => {
  const file = path.join(root, 'students.csv')
  const listed = async (meanwhile: () => void) => {
    let pauses = 0
    const files = await folder(root, () => {
      pauses += 1
      meanwhile()
      return Promise.resolve()
    }).list()
    return { pauses, changing: files.filter(({ isChanging }) => isChanging).map(({ name }) => name) }
  }

  it('is not watched where nothing is fresh', async () => {
    writeFiles(root, { 'students.csv': students, 'staff.csv': 'x' })
    expect(await listed(() => appendFileSync(file, 'more'))).toEqual({ pauses: 0, changing: [] })
  })

  it.each([
    ['grows', () => appendFileSync(file, 'more'), ['students.csv']],
    [
      'is written again, as long as it was',
      () => writeFileSync(file, students.replace('1', '2')),
      ['students.csv'],
    ],
    ['stays', () => undefined, []],
  ])('is watched once where a file is: one that %s', async (_what, meanwhile, changing) => {
    writeFiles(root, { 'students.csv': students, 'staff.csv': 'x' }, new Date(Date.now() - 60_000))
    expect(await listed(meanwhile)).toEqual({ pauses: 1, changing })
  })

  it('hands no file over that was written again since it was listed', async () => {
    writeFiles(root, { 'students.csv': students, 'staff.csv': 'x' })
    const files = folder(root)
    const all = await files.list()
    appendFileSync(file, 'more')
    await expect(files.use(all, () => Promise.resolve())).rejects.toMatchObject({
      code: 'feed-unreadable',
      message: expect.stringMatching(/^students\.csv was written again since it was listed/u) as string,
    })
  })
})
