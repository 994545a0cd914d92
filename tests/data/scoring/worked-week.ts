import { addDays, daysFromTo } from '../../../data/domain/day'
import { isWeekday } from '../../../data/scoring/countable-days'
import { lines, type FeedFiles } from '../../support/feed-files'
import { studentIds } from '../../support/university-feeds'

/** The twelve full-time computer scientists at level 4: peers enough for each other. */
export const dozen = studentIds(1, 12)

/** The week that the example works out: 14 days count before its end, 9 to 22 November. */
export const workedWeek = '2026-11-16'

const sessions = ['2026-11-10', '2026-11-12', '2026-11-17', '2026-11-19']

/** Somebody of another school is there every day, in every source but the library: their feeds were never late. */
const weekdays = daysFromTo('2026-10-19', '2026-11-20').filter(isWeekday)
const everyDay = (row: (day: string) => string): string[] => weekdays.map(row)

/** Student k viewed a page on the first k days of the window. */
export const canvas = lines(
  'student_id,occurred_at,event,course_code,due_at',
  ...dozen.flatMap((id, index) =>
    Array.from(
      { length: index + 1 },
      (_, day) => `${id},${addDays('2026-11-09', day)}T10:00:00Z,page-view,CS101,`,
    ),
  ),
  ...everyDay((day) => `00000051,${day}T10:00:00Z,page-view,AH101,`),
  // Students 7 to 12 submitted, student 7 late.
  ...dozen
    .slice(6)
    .map(
      (id, index) => `${id},2026-10-28T12:00:00Z,submission,CS101,2026-10-28T1${index === 0 ? 1 : 3}:00:00Z`,
    ),
)

/** All were at all four events, but student 1 only at two, once late. */
export const attendance = lines(
  'student_id,session_id,starts_at,status',
  ...everyDay((day) => `00000051,A${day},${day}T09:00:00Z,present`),
  ...dozen.flatMap((id, index) =>
    sessions.map((day, event) => {
      const status = index > 0 ? 'present' : ['present', 'late', 'absent', 'absent'][event]
      return `${id},E${event},${day}T09:00:00Z,${status ?? ''}`
    }),
  ),
)

/** The library's feed stopped before the window. */
export const library = lines('student_id,occurred_at,event', '00000002,2026-10-30T10:00:00Z,visit')

/** Two of twelve print: too few to say anything of those who do not. */
export const printing = lines(
  'student_id,occurred_at,pages',
  ...everyDay((day) => `00000051,${day}T10:00:00Z,1`),
  ...dozen.slice(10).map((id) => `${id},2026-11-20T10:00:00Z,5`),
)

export async function loadWorkedWeek(files: FeedFiles): Promise<void> {
  for (const [feed, content] of Object.entries({ canvas, attendance, library, printing })) {
    await files.load(feed, content)
  }
}
