import { dayInWords, type Day } from '../../data/domain/day'
import type { SnapshotFeed, SnapshotStatus, SourceStatus } from '../../data/queries/feed-status'
import type { LoadOutcome } from '../../data/domain/feed-state'

/** How staff name what the student records bring. */
export const snapshotNames: Record<SnapshotFeed, string> = {
  organisation: 'Faculties, schools and programmes',
  students: 'Students',
  staff: 'Staff',
  assignments: 'Tutors and roles',
  calendar: 'Calendar',
  identities: 'Other systems’ identifiers',
}

const refusals: Record<LoadOutcome, string> = {
  loaded: '',
  'too-many-rejects': 'a newer load was refused: too many rows were wrong',
  'too-many-removals': 'a newer load was refused: too much would have ended',
}

function refusalOf({ outcome, isUnread }: NonNullable<SourceStatus['refused']>): string {
  return isUnread ? 'a newer load was refused: its files could not be read' : refusals[outcome]
}

/** "data to Saturday 14 November · left out of the scores · last loaded on Tuesday 24 November". */
export function sourceDetail(status: SourceStatus): string {
  const { state, dataTo, volume, counted, gap } = status
  return joined([
    dataTo === undefined
      ? 'no data yet'
      : `${state === 'thin' ? 'complete' : 'data'} to ${dayInWords(dataTo)}`,
    ...(volume === undefined || state === 'late' || state === 'silent' ? [] : [volumeInWords(volume)]),
    ...(counted ? [] : ['left out of the scores']),
    ...(gap ? [`missing from ${dayInWords(gap.from)} to ${dayInWords(gap.last)}`] : []),
    ...loadsOf(status, state === 'late' && counted),
  ])
}

/** "loaded on Tuesday 24 November". */
export function snapshotDetail(status: SnapshotStatus): string {
  const { state, kept } = status
  return joined([
    ...loadsOf(status, state === 'late'),
    ...(kept === undefined
      ? []
      : [
          `the last file was not whole: ${kept.toLocaleString('en-GB')} or more that it lacks have not ended, since what could not be taken of it may be about them`,
        ]),
  ])
}

/** "98% of the usual amount". */
function volumeInWords(share: number): string {
  return `${Math.round(share * 100)}% of the usual amount`
}

function loadsOf(
  { loadedOn, refused }: { loadedOn: Day | undefined; refused: SourceStatus['refused'] },
  overdue: boolean,
): string[] {
  const last =
    loadedOn === undefined
      ? 'never loaded'
      : `last loaded on ${dayInWords(loadedOn)}${overdue ? ', a load is overdue' : ''}`
  return [last, ...(refused === undefined ? [] : [refusalOf(refused)])]
}

const joined = (parts: readonly string[]): string => parts.join(' · ')
