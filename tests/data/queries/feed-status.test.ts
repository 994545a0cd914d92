import { feedStatus } from '../../../data/queries/feed-status'
import { standardExpectations } from '../../../data/configuration/expectations'
import { lines, useFeedFiles } from '../../support/feed-files'
import { useUniversity } from '../../support/university'
import { students, studentColumns, studentRow } from '../../support/university-feeds'

const store = useUniversity()
const files = useFeedFiles(store)

const snapshot = async (feed: string, today: string) =>
  (await feedStatus(store(), today)).snapshots.find((each) => each.feed === feed)
const source = async (name: string, today: string) =>
  (await feedStatus(store(), today)).sources.find((each) => each.source === name)
const library = lines('student_id,occurred_at,event', '00000001,2026-11-23T09:00:00Z,visit')
const at = (time: string) => ({ clock: () => new Date(time) })

describe('a snapshot', () => {
  it('is late once a whole weekday has gone by since it was due', async () => {
    // Loaded on Tuesday 24 November.
    expect(await snapshot('students', '2026-11-25')).toMatchObject({ state: 'well', loadedOn: '2026-11-24' })
    expect(await snapshot('students', '2026-11-26')).toMatchObject({ state: 'late' })
    expect(await snapshot('calendar', '2026-11-26')).toMatchObject({ state: 'well' })
  })

  it('is not late over a weekend', async () => {
    await files.load('students', `${students}${studentRow('99')}\n`, at('2026-11-27T09:00:00Z'))
    expect(await snapshot('students', '2026-11-30')).toMatchObject({ state: 'well' })
    expect(await snapshot('students', '2026-12-01')).toMatchObject({ state: 'late' })
  })

  it('that comes unchanged has come', async () => {
    await files.load('students', students, at('2026-11-26T09:00:00Z'))
    expect(await snapshot('students', '2026-11-27')).toMatchObject({ state: 'well', loadedOn: '2026-11-26' })
  })

  it('that only still lies where it was has not come', async () => {
    await files.load('students', students, { ...at('2026-11-26T09:00:00Z'), unchanged: 'leave' })
    expect(await snapshot('students', '2026-11-27')).toMatchObject({ state: 'late', loadedOn: '2026-11-24' })
  })

  it('that was refused is as late as before, and is told', async () => {
    const one = lines(studentColumns, studentRow('00000001'))
    const refused = files.load('students', one, { ...at('2026-11-25T09:00:00Z'), allowRemovals: false })
    await expect(refused).rejects.toMatchObject({ code: 'too-many-removals' })
    expect(await snapshot('students', '2026-11-26')).toEqual({
      feed: 'students',
      state: 'late',
      loadedOn: '2026-11-24',
      refused: { at: '2026-11-25T09:00:00.000Z', outcome: 'too-many-removals' },
    })
    await files.load('students', students.replace('Robin', 'Kim'), at('2026-11-26T09:00:00Z'))
    expect(await snapshot('students', '2026-11-26')).toMatchObject({ state: 'well', refused: undefined })
  })

  it('that nobody expects and that never came is not told of', async () => {
    expect(await snapshot('identities', '2026-11-25')).toBeUndefined()
    await store().db.deleteFrom('feed_load').where('feed', '=', 'staff').execute()
    expect(await snapshot('staff', '2026-11-25')).toMatchObject({ state: 'silent', loadedOn: undefined })
  })
})

describe('a source', () => {
  it('is late when a load is overdue, and counts as long as its data do', async () => {
    await files.load('library', library)
    expect(await source('library', '2026-11-25')).toMatchObject({ state: 'well', counted: true })
    expect(await source('library', '2026-11-26')).toMatchObject({
      state: 'late',
      counted: true,
      dataTo: '2026-11-23',
      loadedOn: '2026-11-24',
    })
    expect(await source('library', '2026-11-27')).toMatchObject({ state: 'late', counted: false })
  })

  it('has not come when an old file is only seen again', async () => {
    await files.load('library', library)
    await files.load('library', library, { ...at('2026-11-26T09:00:00Z'), unchanged: 'note' })
    expect(await source('library', '2026-11-26')).toMatchObject({ state: 'late', loadedOn: '2026-11-24' })
  })

  it('may rest while nothing is taught', async () => {
    await files.load('library', library.replace('11-23', '12-18'), at('2026-12-18T18:00:00Z'))
    expect(await source('library', '2027-01-08')).toMatchObject({ state: 'well', counted: true })
  })

  it('comes by the feed of days too', async () => {
    const days = lines('student_id,day,source,event,count', '00000001,2026-11-23,library,visit,1')
    await files.load('activity-day', days)
    expect(await source('library', '2026-11-25')).toMatchObject({ state: 'well', loadedOn: '2026-11-24' })
    expect(await source('attendance', '2026-11-25')).toMatchObject({ state: 'silent', loadedOn: undefined })
  })

  it('is late by the rhythm that is expected of it', async () => {
    await files.load('library', library)
    const weekly = { ...standardExpectations, rhythmDays: { library: 7 } }
    const { sources } = await feedStatus(store(), '2026-11-30', weekly)
    expect(sources.find((each) => each.source === 'library')).toMatchObject({ state: 'well' })
  })
})
