import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { readSettings } from '../../../bot/settings-file'
import { standardSettings } from '../../../data/configuration/settings'
import { temporaryFolder } from '../../support/store'

const folder = temporaryFolder()

const read = (loads: unknown) => {
  mkdirSync(folder, { recursive: true })
  const file = path.join(folder, 'configuration.json')
  writeFileSync(file, JSON.stringify({ loads }))
  return readSettings(file).loads
}

test('without the section, files are told by their names', () => {
  expect(standardSettings.loads).toEqual({ rules: [], ignored: [] })
  expect(read([])).toEqual(standardSettings.loads)
})

test('rules and what is nobody’s are read', () => {
  const canvas = {
    feed: 'canvas',
    files: ['canvas/web_logs-*.jsonl.gz', 'canvas/enrollments.csv.gz'],
    format: 'canvas-data-2',
  }
  const gates = {
    feed: 'library',
    files: ['gates.csv'],
    identifiedBy: 'library',
    dates: 'day-first',
    set: { event: 'visit' },
  }
  expect(read([canvas, { ignore: ['README*'] }, gates])).toEqual({
    rules: [canvas, gates],
    ignored: ['README*'],
  })
})

const files = ['x']
test.each([
  [{}, 'loads: must be a list'],
  [['x'], 'loads.0: Expected object, received string'],
  [[{ feed: 'secret', files }], 'loads.0.feed: must be one of organisation, students, staff,'],
  [[{ feed: 'canvas' }], 'loads.0.files: Required'],
  [[{ feed: 'canvas', files: [] }], 'loads.0.files: must name at least one file or pattern'],
  [[{ feed: 'canvas', files: ['/secret'] }], 'loads.0.files.0: must be a path under the folder, such as'],
  [[{ feed: 'canvas', files: ['a/../secret'] }], 'loads.0.files.0: must be a path under the folder, such as'],
  [[{ feed: 'canvas', files: ['a\\secret'] }], 'loads.0.files.0: must be a path under the folder, such as'],
  [[{ feed: 'canvas', files, fromat: 'x' }], "loads.0: Unrecognized key(s) in object: 'fromat'"],
  [
    [{ feed: 'canvas', files, format: 'secret' }],
    'loads.0.format: must be one of canvas-data-2, papercut, oneroster',
  ],
  [
    [
      { feed: 'canvas', files },
      { feed: 'library', files, format: 'papercut' },
    ],
    'loads.1.format: papercut fills printing, not library',
  ],
  [
    [{ feed: 'canvas', files, identifiedBy: 'secret' }],
    'loads.0.identifiedBy: must be one of canvas, login,',
  ],
  [[{ feed: 'canvas', files, dates: 'month-first' }], 'loads.0.dates: must be one of day-first'],
  [
    [{ feed: 'printing', files, format: 'papercut', dates: 'day-first' }],
    "loads.0.dates: is for files in a feed's own columns",
  ],
  [[{ feed: 'library', files, set: { 'no column': 'secret' } }], 'loads.0.set.no column: must be a column'],
  [[{ feed: 'library', files, set: { event: '' } }], 'loads.0.set.event: must not be empty'],
  [[{ feed: 'library', files, together: true }], 'loads.0.together: is for snapshots'],
  [
    [
      { feed: 'students', files },
      { feed: 'students', files: ['y'] },
    ],
    'loads.1.feed: students is a snapshot and has a rule already',
  ],
  [[{ ignore: [] }], 'loads.0.ignore: must name at least one file or pattern'],
  [[{ ignore: ['x'], feed: 'canvas' }], "loads.0: Unrecognized key(s) in object: 'feed'"],
])('%j is refused by its place, its value never shown', (loads, reason) => {
  expect(() => read(loads)).toThrow(reason)
  expect(() => read(loads)).not.toThrow('secret')
})
