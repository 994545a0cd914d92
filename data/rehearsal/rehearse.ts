import { weeklyRules } from '../alerting/weekly-rules'
import { standardAlertSettings, type AlertRuleSettings } from '../configuration/alerts'
import { dayOf, type Clock, type Day } from '../domain/day'
import { EngagementError } from '../domain/errors'
import type { EvaluatedOutcome } from '../evaluation/cells'
import type { Configuration } from '../configuration/indicator'
import { countingDays, readCountingFacts } from '../queries/days-that-count'
import { activeStudents } from '../queries/scoped-students'
import { readEnrolments } from '../scoring/read-enrolments'
import type { Store } from '../store/store'
import { backTest, type RehearsedBackTest } from './back-test'
import { bandMoves, weekChanges, type BandMove, type WeekChanges, type WeekPair } from './changes'
import { lastWeeks, rehearseWeek, type RehearsedWeek } from './rehearsed-weeks'
import { settingsChanged, type SettingChange } from './settings-changed'
import { rehearseAlerts } from './rehearsed-alerts'
import { readTutoring, tutorLoad, type RulePrecision, type TutorLoad } from './tutor-load'

const delivered = standardAlertSettings.rules

export interface RehearseOptions {
  clock: Clock
  present: Configuration
  proposed: Configuration
  /** What is alerted about now, and what would be; as delivered where it is left out. */
  rules?: { present: AlertRuleSettings; proposed: AlertRuleSettings }
  /** How useful staff have found alerts so far. */
  precision?: readonly RulePrecision[]
  /** How many of the last weeks to score. */
  weeks: number
  /** Back-test both configurations on these, at the teaching weeks given. */
  backTest?: { outcomes: readonly EvaluatedOutcome[]; weeks: readonly number[]; from?: Day }
  onWeek?: (done: number, all: number) => void
}

/** What a change of configuration would do. It holds counts, and nobody's name or ID. */
export interface Rehearsal {
  configurations: { present: string; proposed: string; changed: SettingChange[] }
  weeks: WeekChanges[]
  /** Who goes where in the newest week. */
  moves: BandMove[]
  /** What would be alerts of the rules over scored weeks, for tutors. */
  alerts: { present: TutorLoad; proposed: TutorLoad }
  /** Absent where no outcomes were given. */
  backTest?: RehearsedBackTest[]
}

/** So many weeks before the first that is told are scored to know what is new in it. */
const weeksBefore = 4

/**
 * Scores the last weeks with two configurations, in memory, and tells what differs. Four more weeks before them are scored
 * to know what would be an alert.
 *
 * @throws EngagementError `nothing-to-do` where there is no week with data
 */
export async function rehearse(store: Store, options: RehearseOptions): Promise<Rehearsal> {
  const { clock, present, proposed } = options
  const pairs = await rehearsePairs(store, options)
  const newest = pairs.at(-1)
  if (!newest)
    throw new EngagementError(
      'nothing-to-do',
      "No week has data: load activity with 'engagement ingest' first.",
    )
  const { weeks: asked, rules = { present: delivered, proposed: delivered } } = options
  const told = pairs.slice(-asked)
  return {
    configurations: {
      present: present.version,
      proposed: proposed.version,
      changed: [
        ...settingsChanged(present, proposed),
        ...settingsChanged(rules.present, rules.proposed, 'alerts.rules.'),
      ],
    },
    weeks: told.map(weekChanges),
    moves: bandMoves(newest),
    alerts: await rehearseLoads(store, options, pairs, rules),
    ...(options.backTest && {
      backTest: await backTest(store, { clock, present, proposed, ...options.backTest }),
    }),
  }
}

async function rehearseLoads(
  { db }: Store,
  { clock, present, proposed, weeks: asked, precision }: RehearseOptions,
  pairs: readonly WeekPair[],
  rules: { present: AlertRuleSettings; proposed: AlertRuleSettings },
): Promise<Rehearsal['alerts']> {
  const today = dayOf(clock())
  const from = pairs[0]?.present.start ?? today
  const facts = await readCountingFacts(
    db,
    { students: activeStudents(db), today },
    { from, to: today, absenceGapDays: present.absenceGapDays },
  )
  const counting = countingDays(facts, { from, to: today })
  const students = new Map((await readEnrolments(db)).map((student) => [student.student_id, student]))
  const tutoring = await readTutoring(db)
  const load = (weeks: readonly RehearsedWeek[], own: AlertRuleSettings, configuration: Configuration) =>
    tutorLoad(
      rehearseAlerts(weeks, students, counting, weeklyRules(own, configuration)).slice(-asked),
      tutoring,
      precision,
    )
  return {
    present: load(
      pairs.map((pair) => pair.present),
      rules.present,
      present,
    ),
    proposed: load(
      pairs.map((pair) => pair.proposed),
      rules.proposed,
      proposed,
    ),
  }
}

async function rehearsePairs(
  { db }: Store,
  { clock, present, proposed, weeks, onWeek }: RehearseOptions,
): Promise<WeekPair[]> {
  const starts = await lastWeeks(db, clock, weeks + weeksBefore)
  const pairs: WeekPair[] = []
  for (const [index, start] of starts.entries()) {
    const now = await rehearseWeek(db, start, { clock, configuration: present })
    const isSame = present.version === proposed.version
    const then = isSame ? now : await rehearseWeek(db, start, { clock, configuration: proposed })
    if (now && then) pairs.push({ present: now, proposed: then })
    onWeek?.(index + 1, starts.length)
  }
  return pairs
}
