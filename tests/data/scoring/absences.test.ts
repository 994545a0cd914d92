import { standardConfiguration as configuration } from '../../../data/configuration/indicator'
import { absencesOf, type AttendanceDay } from '../../../data/scoring/read-absences'
import { scoreWeeks } from '../../../data/scoring/run'
import { lines, useFeedFiles } from '../../support/feed-files'
import { clock } from '../../support/store'
import { useUniversity } from '../../support/university'
import { loadWorkedWeek, workedWeek } from './worked-week'

const event = (day: string, status: 'authorised' | 'came' | 'absent', student_id = 'a'): AttendanceDay => ({
  student_id,
  day,
  authorised: status === 'authorised' ? 1 : 0,
  came: status === 'came' ? 1 : 0,
})
const absent = (...days: AttendanceDay[]) => [...(absencesOf(days, 7).get('a') ?? [])]

describe('authorised absences', () => {
  it('are their days', () => {
    expect(absent(event('2026-11-10', 'authorised'))).toEqual(['2026-11-10'])
    expect(absent(event('2026-11-10', 'came'), event('2026-11-12', 'absent'))).toEqual([])
    const both = { ...event('2026-11-10', 'authorised'), came: 1 }
    expect(absent(both)).toEqual([])
  })

  it('near each other are one, with the days in between', () => {
    expect(absent(event('2026-11-10', 'authorised'), event('2026-11-12', 'authorised'))).toEqual([
      '2026-11-10',
      '2026-11-11',
      '2026-11-12',
    ])
    expect(absent(event('2026-11-03', 'authorised'), event('2026-11-10', 'authorised'))).toHaveLength(8)
    expect(absent(event('2026-11-02', 'authorised'), event('2026-11-10', 'authorised'))).toHaveLength(2)
  })

  it('are apart where the student came in between, or should have', () => {
    for (const between of ['came', 'absent'] as const) {
      const days = [
        event('2026-11-09', 'authorised'),
        event('2026-11-11', between),
        event('2026-11-13', 'authorised'),
      ]
      expect(absent(...days)).toEqual(['2026-11-09', '2026-11-13'])
    }
  })

  it('are one student’s', () => {
    const days = [event('2026-11-09', 'authorised', '0'), event('2026-11-11', 'authorised')]
    expect(absent(...days)).toEqual(['2026-11-11'])
  })
})

describe('somebody ill for weeks, excused from event to event', () => {
  const store = useUniversity()
  const files = useFeedFiles(store)
  const away = '00000023'
  const scoreOf = (id: string) =>
    store()
      .db.selectFrom('score_week')
      .select(['band', 'main_reason'])
      .where('student_id', '=', id)
      .where('week_start', '=', workedWeek)
      .executeTakeFirstOrThrow()

  it('is not called silent', async () => {
    await loadWorkedWeek(files)
    const events = ['2026-10-05', '2026-10-12', '2026-10-19', '2026-10-26', '2026-11-01', '2026-11-08']
    const later = ['2026-11-09', '2026-11-13', '2026-11-16', '2026-11-20', '2026-11-22']
    const rows = [...events, ...later].map((day) => `${away},X${day},${day}T09:00:00Z,authorised-absence`)
    await files.load('attendance', lines('student_id,session_id,starts_at,status', ...rows))
    await scoreWeeks(store(), { clock, configuration, from: workedWeek, to: workedWeek })
    expect((await scoreOf('00000022')).band).toBe('none')
    expect(await scoreOf(away)).toEqual({
      band: 'unknown',
      main_reason: 'Too little data to say: no teaching days count for them now',
    })
  })
})
