import { standardConfiguration as configuration } from '../../../data/configuration/indicator'
import { scoreWeeks } from '../../../data/scoring/run'
import { lines, useFeedFiles } from '../../support/feed-files'
import { clock } from '../../support/store'
import { useUniversity } from '../../support/university'
import { students } from '../../support/university-feeds'
import { dozen, loadWorkedWeek } from './worked-week'

const store = useUniversity()
const files = useFeedFiles(store)

const id = '00000001'
const score = () => scoreWeeks(store(), { clock, configuration })

/** The events expected of the student and the rate of those attended, as the week's score knows them. */
const attended = (week: string) =>
  store()
    .db.selectFrom('indicator_week')
    .select(['expected', 'indicator'])
    .where('student_id', '=', id)
    .where('week_start', '=', week)
    .where('source', '=', 'attendance')
    .executeTakeFirst()
/** Of how many students each school's scores of a week are. */
const scored = (week: string) =>
  store()
    .db.selectFrom('score_run')
    .select(['school_code', 'students'])
    .where('week_start', '=', week)
    .where('mode', '=', 'full-time')
    .orderBy('school_code')
    .execute()

const header = 'student_id,session_id,starts_at,status'
/** Events of October, so that one more makes no other picture of the feed. */
const october = lines(
  header,
  ...[...dozen, '00000041'].flatMap((student) =>
    ['2026-10-27', '2026-10-28', '2026-10-29'].map((day) => `${student},O${day},${day}T09:00:00Z,present`),
  ),
)

/** Facts of a week come late, and before they are scored the student moves from Computing to Mathematics. */
async function moveAfterFacts(day: string): Promise<void> {
  await loadWorkedWeek(files)
  await files.load('attendance', october)
  await score()
  await files.load('attendance', lines(header, `${id},E9,${day}T09:00:00Z,absent`))
  await files.load('students', students.replace(new RegExp(`^(${id}.*),CSC,`, 'mu'), '$1,STA,'))
  await score()
}

it.each([
  ['newest week', '2026-11-16', '2026-11-18', { expected: 5, indicator: 40 }],
  ['week before', '2026-11-09', '2026-11-13', { expected: 6 }],
])(
  'facts of the %s reach the score of a student who moves to another school',
  async (_, week, day, expected) => {
    await moveAfterFacts(day)
    expect(await attended(week)).toMatchObject(expected)
    expect(await scored(week)).toEqual([
      { school_code: 'COM', students: 17 },
      { school_code: 'HIS', students: 4 },
      { school_code: 'MAT', students: 5 },
    ])
  },
)
