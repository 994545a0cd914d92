import { ageOf } from '../../../../data/feeds/arrivals/age'
import type { Claim } from '../../../../data/feeds/arrivals/claim-files'
import type { PastLoad } from '../../../../data/feeds/arrivals/past-loads'
import { verdictOn, type Known } from '../../../../data/feeds/arrivals/verdict'
import { feedNamed } from '../../../support/feed-files'

const now = new Date('2026-11-27T02:00:00Z')
const place = 'https://university.blob.core.windows.net/feeds'

interface File {
  name?: string
  written?: string
  changed?: string
}

const fileOf = ({ name = 'students.csv', written = '2026-11-27T01:00Z', changed = written }: File) => ({
  name,
  bytes: 1,
  writtenAt: new Date(written),
  changedAt: new Date(changed),
})

/** A load, by the name of its file at the place where files are. */
const load = (names: string, readAt: string, given: Partial<PastLoad> = {}): PastLoad => ({
  loadId: 1,
  names: `${place}/${names}`,
  readAt: new Date(readAt),
  rejected: 0,
  ...given,
})

function verdict(
  feed: string,
  file: File | File[],
  loads: PastLoad[] = [],
  { beside = [], ...known }: Partial<Known> & Partial<Pick<Claim, 'beside'>> = {},
) {
  const files = [file].flat().map(fileOf)
  const [first] = files
  if (!first) throw new Error('A delivery has a file.')
  return verdictOn(
    { feed: feedNamed(feed), beside },
    { files, age: ageOf(first) },
    { place, loads, now, isRealClock: true, ...known },
  )
}

describe('a file of activity', () => {
  const name = 'canvas.csv'
  const read = (readAt: string, given: Partial<PastLoad> = {}) => [load(name, readAt, given)]

  test.each([
    ['that nobody read', [], 'read'],
    ['that was read since it changed', read('2026-11-27T01:30Z'), 'known'],
    ['that changed since it was read', read('2026-11-26T02:00Z'), 'read'],
    ['that changed in the second in which it was read', read('2026-11-27T01:00:01Z'), 'read'],
    ['of another place', read('2026-11-27T01:30Z', { names: `elsewhere/${name}` }), 'read'],
    ['of which only the end of the name is the same', [load(`old/${name}`, '2026-11-27T01:30Z')], 'read'],
    [
      'that was read beside another',
      read('2026-11-27T01:30Z', { names: `${place}/x.csv, ${place}/${name}` }),
      'read',
    ],
    [
      'that was read with another beside it',
      read('2026-11-27T01:30Z', { names: `${place}/${name}, ${place}/x` }),
      'known',
    ],
    ['that was read by a clock that ran ahead', read('2026-12-27T01:30Z'), 'read'],
    ['of which rows were refused lately', read('2026-11-27T01:30Z', { rejected: 1 }), 'again'],
  ] as const)('%s: %s', (_what, loads, expected) => {
    expect(verdict('canvas', { name }, [...loads])).toBe(expected)
  })

  it('gets another chance for a fortnight', () => {
    const old = { name, written: '2026-11-01', changed: '2026-11-01' }
    expect(verdict('canvas', old, read('2026-11-13T03:00Z', { rejected: 1 }))).toBe('again')
    expect(verdict('canvas', old, read('2026-11-13T01:00Z', { rejected: 1 }))).toBe('known')
  })

  it('gets none beside other files, with which it would be another load', () => {
    const loads = read('2026-11-27T01:30Z', { rejected: 1 })
    expect(verdict('canvas', { name }, loads, { beside: [fileOf({ name: 'enrollments.csv' })] })).toBe(
      'known',
    )
  })

  it('is read with a clock that is fixed: no time of a file can be held against it', () => {
    expect(verdict('canvas', { name }, read('2026-11-27T01:30Z'), { isRealClock: false })).toBe('read')
  })
})

describe('a snapshot', () => {
  const dated = 'students-2026-11-27.csv'

  test.each<[string, File, PastLoad[], string]>([
    ['the first of all', {}, [], 'read'],
    ['the same name, unchanged', {}, [load('students.csv', '2026-11-27T01:30Z')], 'known'],
    ['the same name, written again', {}, [load('students.csv', '2026-11-26T02:00Z')], 'read'],
    [
      'the same name, an older content copied over it',
      { written: '2026-11-20', changed: '2026-11-27T01:00Z' },
      [load('students.csv', '2026-11-26T02:00Z')],
      'read',
    ],
    ['a later day', { name: dated }, [load('students-2026-11-26.csv', '2026-11-27T01:30Z')], 'read'],
    ['an earlier day', { name: dated }, [load('students-2026-11-28.csv', '2026-11-27T01:30Z')], 'older'],
    [
      'an earlier day, written since',
      { name: dated },
      [load('students-2026-11-28.csv', '2026-11-27T00:30Z')],
      'behind',
    ],
    [
      'an earlier day than one to come',
      { name: dated },
      [load('students-2062-11-28.csv', '2026-11-27T01:30Z')],
      'behind',
    ],
    [
      'the same day, written later',
      { name: dated },
      [load('students-20261127.csv', '2026-11-27T00:30Z')],
      'read',
    ],
    [
      'the same day, written before',
      { name: dated },
      [load('students-20261127.csv', '2026-11-27T01:30Z')],
      'older',
    ],
    [
      'the same day, at a later time',
      { name: 'students-2026-11-27T0300.csv' },
      [load('students-2026-11-27T0200.csv', '2026-11-27T01:30Z')],
      'read',
    ],
    ['another name, of a clock that ran ahead', {}, [load('export.csv', '2027-11-27T01:30Z')], 'read'],
    [
      'an earlier day, of a clock that ran ahead',
      { name: dated },
      [load('students-2026-11-28.csv', '2027-11-20')],
      'older',
    ],
    ['another name, written since', {}, [load('export.csv', '2026-11-26T02:00Z')], 'read'],
    ['another name, written before', {}, [load('export.csv', '2026-11-27T01:30Z')], 'older'],
    [
      'a file moved where it is now, written long ago',
      { name: 'moved.csv', written: '2026-11-01', changed: '2026-11-27T01:00Z' },
      [load('students.csv', '2026-11-26T02:00Z')],
      'older',
    ],
    [
      'a load by hand since, of whatever',
      {},
      [load('', '2026-11-27T01:45Z', { names: 'mended.csv' }), load('students.csv', '2026-11-26T02:00Z')],
      'older',
    ],
    [
      'a newer day that was loaded, and taken back by hand',
      { name: dated },
      [load('', '2026-11-27T01:45Z', { names: 'students-2026-11-26.csv' }), load(dated, '2026-11-27T01:30Z')],
      'known',
    ],
    ['rows that were refused', {}, [load('students.csv', '2026-11-27T01:30Z', { rejected: 2 })], 'again'],
    [
      'rows that were refused, of one that is the newest no more',
      {},
      [
        load('', '2026-11-27T01:45Z', { names: 'x.csv' }),
        load('students.csv', '2026-11-27T01:30Z', { rejected: 2 }),
      ],
      'known',
    ],
  ])('%s', (_what, file, loads, expected) => {
    expect(verdict('students', file, loads)).toBe(expected)
  })

  it('of several files is known by those of which it was made', () => {
    const files = ['orgs.csv', 'users.csv'].map((name) => ({ name }))
    expect(verdict('students', files, [load('users.csv', '2026-11-27T01:30Z')])).toBe('known')
    expect(verdict('students', files, [load('other.csv', '2026-11-27T00:30Z')])).toBe('read')
  })

  it('that is known is read once more where a restored store waits for it, unless a newer one was loaded', () => {
    const [own, newer] = [
      load(dated, '2026-11-27T01:30Z'),
      load('students-2026-11-28.csv', '2026-11-28T01:30Z'),
    ]
    const waiting = { isAwaited: true }
    expect(verdict('students', { name: dated }, [own])).toBe('known')
    expect(verdict('students', { name: dated }, [own], waiting)).toBe('read')
    expect(verdict('students', { name: dated }, [newer, own], waiting)).toBe('known')
  })

  it.each([
    ['an earlier day than what is held', 'students-2026-11-26.csv', 'older'],
    ['a later day', 'students-2026-11-28.csv', 'read'],
    ['no day in its name', 'students.csv', 'read'],
  ])('with a clock that is fixed, is told by its name alone: %s', (_what, name, expected) => {
    const loads = [load(dated, '2026-11-27T01:30Z')]
    expect(verdict('students', { name, written: '2020-01-01' }, loads, { isRealClock: false })).toBe(expected)
  })

  it('a day in the name of the place is not one of the file', () => {
    const dayPlace = '/exports/2026-11-30'
    const loads = [load('', '2026-11-26T02:00Z', { names: `${dayPlace}/students.csv` })]
    expect(verdict('students', { name: dated }, loads, { place: dayPlace })).toBe('read')
    expect(verdict('students', { name: dated }, loads)).toBe('read')
  })
})
