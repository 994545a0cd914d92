import { ingest } from '../../../data/feeds/ingest'
import { standardExpectations } from '../../../data/configuration/expectations'
import type { LoadProgress } from '../../../data/feeds/load-progress'
import { standardConfiguration as configuration } from '../../../data/configuration/indicator'
import { scoreWeeks } from '../../../data/scoring/run'
import { feedNamed, lines, useFeedFiles } from '../../support/feed-files'
import { clock } from '../../support/store'
import { tableContents } from '../../support/table-contents'
import { useUniversity } from '../../support/university'
import { studentColumns, studentRow, students } from '../../support/university-feeds'

const store = useUniversity()
const files = useFeedFiles(store)

const visit = (student: string, minute: number): string =>
  `${student},2026-11-20T${String(9 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00Z,visit`
/** A library file of so many visits of a student who is known, and of one who is not. */
const library = (good: number, bad: number): string =>
  lines(
    'student_id,occurred_at,event',
    ...Array.from({ length: good }, (_, minute) => visit('00000001', minute)),
    ...Array.from({ length: bad }, (_, minute) => visit('99', minute)),
  )
const newest = () =>
  store().db.selectFrom('feed_load').selectAll().orderBy('load_id', 'desc').executeTakeFirstOrThrow()
const rejects = () => store().db.selectFrom('feed_reject').selectAll().execute()

describe('a load that would reject too many rows', () => {
  it('loads nothing, and keeps its record and its rejects', async () => {
    const before = await tableContents(store(), ['feed_load', 'feed_reject'])
    await expect(files.load('library', library(40, 11))).rejects.toMatchObject({
      code: 'too-many-rejects',
      message:
        "library.csv would be loaded without 11 of 51 rows (21.6 %), more than 5 %: nothing was loaded. 'engagement ingest --rejects library' says which and why. If they may be left out, repeat with --allow-rejects.",
    })
    expect(await tableContents(store(), ['feed_load', 'feed_reject'])).toEqual(before)
    expect(await newest()).toMatchObject({
      feed: 'library',
      outcome: 'too-many-rejects',
      rows_read: 51,
      rejected: 11,
      first_day: null,
      last_day: null,
    })
    expect(await rejects()).toHaveLength(11)
  })

  it.each([
    ['the rejects are few, whatever their share', 3, 10],
    ['their share is small', 220, 11],
  ])('loads the rest where %s', async (_, good, bad) => {
    expect(await files.load('library', library(good, bad))).toMatchObject({ accepted: good, rejected: bad })
  })

  it('loads the rest where that is allowed, and the rejects still get another chance', async () => {
    const file = library(40, 11)
    expect(await files.load('library', file, { allowRejects: true })).toMatchObject({
      accepted: 40,
      rejected: 11,
    })
    await files.load('students', `${students}${studentRow('99')}\n`)
    expect(await files.load('library', file)).toMatchObject({ accepted: 51, rejected: 0 })
  })

  it('is no earlier load: the same file is refused again, on one record, and loads once it is right', async () => {
    const file = library(40, 11)
    await expect(files.load('library', file)).rejects.toMatchObject({ code: 'too-many-rejects' })
    const first = await newest()
    const later = { clock: () => new Date('2026-11-25T09:00:00Z') }
    await expect(files.load('library', file, later)).rejects.toMatchObject({ code: 'too-many-rejects' })
    expect(await newest()).toEqual({ ...first, seen_again_at: '2026-11-25T09:00:00.000Z' })
    expect(await rejects()).toHaveLength(11)
    await files.load('students', `${students}${studentRow('99')}\n`)
    expect(await files.load('library', file)).toMatchObject({
      accepted: 51,
      rejected: 0,
      unchanged: false,
    })
  })

  it('calls for no new scores', async () => {
    await files.load('library', library(40, 0))
    const score = () => scoreWeeks(store(), { clock, configuration })
    expect(await score()).not.toEqual([])
    const wrong = Array.from({ length: 11 }, (_, index) => studentRow(`9${index}`, { level: '99' }))
    await expect(files.load('students', `${students}${lines(...wrong)}`)).rejects.toMatchObject({
      code: 'too-many-rejects',
    })
    expect(await score()).toEqual([])
  })

  it('is one by the share and the number that are expected', async () => {
    const strict = { ...standardExpectations, fewRows: 0, largestRejectShare: 0.01 }
    await expect(files.load('library', library(40, 1), { expectations: strict })).rejects.toThrow(
      '1 of 41 rows (2.5 %), more than 1 %',
    )
  })
})

describe('a snapshot that would end too much', () => {
  const one = lines(studentColumns, studentRow('00000001'))
  const load = (given: object) =>
    ingest(store(), feedNamed('students'), [files.write('one.csv', one)], { clock, ...given })

  it('is kept on record with what it was', async () => {
    await expect(load({})).rejects.toThrow('29 of 30 students (96.7 %), more than 10 %')
    expect(await newest()).toMatchObject({ feed: 'students', outcome: 'too-many-removals', accepted: 1 })
  })

  it('is one by the share that is expected', async () => {
    await expect(
      load({ expectations: { ...standardExpectations, largestRemovalShare: 1 } }),
    ).resolves.toEqual([expect.objectContaining({ accepted: 1, unchanged: false })])
  })

  it('that comes again on another day, unchanged, is noted and changes nothing else', async () => {
    const before = await tableContents(store(), ['feed_load'])
    const later = { clock: () => new Date('2026-11-30T09:00:00Z') }
    expect(await files.load('students', students, later)).toMatchObject({ unchanged: true })
    expect(await tableContents(store(), ['feed_load'])).toEqual(before)
    const seen = await store()
      .db.selectFrom('feed_load')
      .select('seen_again_at')
      .where('feed', '=', 'students')
      .execute()
    expect(seen).toEqual([{ seen_again_at: '2026-11-30T09:00:00.000Z' }])
  })
})

it('a load tells how far it is, row by row', async () => {
  const told: LoadProgress[] = []
  const onProgress = (each: LoadProgress): void => void told.push(each)
  await files.load(
    'attendance',
    lines(
      'student_id,session_id,starts_at,status',
      '00000001,a,2026-11-20T09:00:00Z,present',
      '00000002,a,2026-11-20T09:00:00Z,absent',
    ),
    { onProgress },
  )
  expect(new Set(told.map(({ phase }) => phase))).toEqual(new Set(['reading', 'writing', 'placing']))
  // DuckDB hands the rows over in batches of its own.
  const writing = told.filter(({ phase }) => phase === 'writing')
  expect(writing.map(({ done }) => done)).toEqual(writing.map(({ done }) => done).sort())
  expect(writing.at(-1)).toEqual({ files: ['attendance.csv'], phase: 'writing', done: 2, all: 2 })
})

describe('a log of a system that staff use too', () => {
  const log = (students: number, strangers: number) =>
    files.write(
      'printlog.log',
      [...Array<string>(students).fill('card-1'), ...Array<string>(strangers).fill('a.lecturer')]
        .map((user, index) =>
          [
            '2026-11-16',
            `9:${String(index % 60).padStart(2, '0')}:00 AM`,
            's',
            'p',
            user,
            'a',
            'c',
            'd',
            '1',
          ].join('\t'),
        )
        .join('\n')
        .concat('\n'),
    )
  beforeEach(() =>
    files.load('identities', lines('student_id,system,external_id', '00000001,printing,card-1')),
  )
  const ingestLog = (file: string) => files.loadFile('printing', file, { format: 'papercut' })

  it('may name many who are no students', async () => {
    await expect(ingestLog(log(30, 20))).resolves.toMatchObject({ accepted: 30, rejected: 20 })
  })

  it('is refused where most are none: the identities are not those of the log', async () => {
    await expect(ingestLog(log(10, 30))).rejects.toThrow(
      'would be loaded without 30 of 40 rows (75 %), more than 50 %',
    )
  })
})
