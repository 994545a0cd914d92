import type { Day } from '../domain/day'
import type { EnrolledStudent } from '../scoring/read-enrolments'
import { endEpisode, type Episode, type EpisodeWrite } from './episode'

/**
 * Ends the episodes of those who study no more. Where the records say that they had left or paused before the data ended
 * that an episode was found from, it never was.
 */
export function endOfStudies(
  episodes: readonly Episode[],
  enrolled: ReadonlyMap<string, EnrolledStudent>,
  { today, at }: { today: Day; at: Date },
): EpisodeWrite[] {
  return episodes.map((episode) => {
    const left = leftOn(enrolled.get(episode.row.student_id))
    const isBefore = left !== undefined && left < episode.opened.dataTo
    return endEpisode(episode, isBefore ? 'corrected' : 'closed', { today, at })
  })
}

/** The first day on which they studied no more, where the records say so. */
function leftOn(student: EnrolledStudent | undefined): Day | undefined {
  if (!student) return undefined
  if (student.status === 'interrupted') return student.interruptions.at(-1)?.start_date
  if (student.status === 'active' || student.end_date === null) return undefined
  return student.end_date
}
