import type { AlertRule, EpisodeChange } from '../domain/alert'
import type { Day } from '../domain/day'
import type { Database } from '../store/store'

/** An episode that somebody may have to be told of, with where its student studies. */
export interface TellableEpisode {
  episodeId: string
  studentId: string
  rule: AlertRule
  level: number
  since: Day
  openedOn: Day
  lastChange: EpisodeChange
  changedOn: Day
  programme: string
  /** The student's level of study. */
  studyLevel: number
}

/**
 * The open episodes of students who study now, and recoveries found since a day, in the order of their IDs. What is read
 * here is for deciding whom to tell: it is shown to nobody.
 */
export async function tellableEpisodes(db: Database, recoveredSince: Day): Promise<TellableEpisode[]> {
  const rows = await readRows(db, recoveredSince)
  return rows.map(
    ({ episode_id: episodeId, student_id: studentId, rule_code: rule, level, since, ...row }) => ({
      episodeId,
      studentId,
      rule,
      level,
      since,
      openedOn: row.opened_on,
      lastChange: row.last_change,
      changedOn: row.changed_on,
      programme: row.programme_code,
      studyLevel: row.study_level,
    }),
  )
}

function readRows(db: Database, recoveredSince: Day) {
  return db
    .selectFrom('alert_episode')
    .innerJoin('student', 'student.student_id', 'alert_episode.student_id')
    .where('student.status', '=', 'active')
    .where('student.gone_on', 'is', null)
    .where((eb) =>
      eb.or([
        eb('alert_episode.state', '=', 'open'),
        eb.and([
          eb('alert_episode.rule_code', '=', 'recovered'),
          eb('alert_episode.state', '=', 'closed'),
          eb('alert_episode.opened_on', '>=', recoveredSince),
        ]),
      ]),
    )
    .select([
      'alert_episode.episode_id',
      'alert_episode.student_id',
      'alert_episode.rule_code',
      'alert_episode.level',
      'alert_episode.since',
      'alert_episode.opened_on',
      'alert_episode.last_change',
      'alert_episode.changed_on',
      'student.programme_code',
      'student.level as study_level',
    ])
    .orderBy('alert_episode.episode_id')
    .execute()
}
