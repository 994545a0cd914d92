import { mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { listFolder } from '../../../../data/feeds/arrivals/list-folder'
import { temporaryFolder } from '../../../support/store'

const folder = temporaryFolder()

test('a folder is listed to its depths, each file with when it was written and when it came', async () => {
  const started = Date.now()
  mkdirSync(path.join(folder, 'canvas', '2026'), { recursive: true })
  writeFileSync(path.join(folder, 'students.csv'), 'four')
  writeFileSync(path.join(folder, 'canvas', '2026', '11.csv.gz'), '')
  symlinkSync(path.join(folder, 'students.csv'), path.join(folder, 'linked.csv'))
  symlinkSync(path.join(folder, 'nowhere'), path.join(folder, 'broken.csv'))
  // As a copy has them that keeps the times of its original.
  utimesSync(path.join(folder, 'students.csv'), 1_000, 1_000)
  const found = await listFolder(folder)
  expect(found.map(({ name, bytes }) => [name, bytes]).sort()).toEqual([
    ['canvas/2026/11.csv.gz', 0],
    ['linked.csv', 4],
    ['students.csv', 4],
  ])
  const students = found.find(({ name }) => name === 'students.csv')
  expect(students?.writtenAt).toEqual(new Date(1_000_000))
  expect(students?.changedAt.getTime()).toBeGreaterThanOrEqual(started - 1_000)
})
