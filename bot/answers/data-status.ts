import {
  dataStatusCard,
  feedStateWords,
  type DataStatusModel,
  type DataStatusRow,
} from '../../cards/data-status'
import type { Suggestion } from '../../cards/verbs'
import { dayInWords, type Day } from '../../data/domain/day'
import { sourceNames } from '../../data/domain/source'
import { feedStatus, type FeedStatus, type SnapshotStatus } from '../../data/queries/feed-status'
import type { Store } from '../../data/store/store'
import { asNobody, type Answer } from './answer'
import { snapshotDetail, snapshotNames, sourceDetail } from './feed-words'
import { capitalise } from './phrases'

/** How fresh and complete each source is. It says nothing of anybody, so it may be read by a group. */
export async function answerDataStatus({
  store,
  today,
  suggestions,
}: {
  store: Store
  today: Day
  suggestions: Suggestion[]
}): Promise<Answer> {
  const model = modelOf(await feedStatus(store, today), suggestions)
  const lines = model.rows.map(
    ({ name, state, detail }) => `- ${name}: ${feedStateWords(state).toLowerCase()} · ${detail}`,
  )
  return {
    access: asNobody,
    students: [],
    text: [model.title, ...model.paragraphs, ...lines].join('\n'),
    card: dataStatusCard(model),
  }
}

function modelOf({ sources, snapshots, scoredTo }: FeedStatus, suggestions: Suggestion[]): DataStatusModel {
  const left = sources.filter(({ counted }) => !counted).length
  return {
    title: 'How fresh the data are',
    paragraphs: [
      left === 0
        ? 'Every source counts in the scores.'
        : `${left === 1 ? 'One source is' : `${left} sources are`} left out of the scores: no data never reads as no engagement.`,
      ...(scoredTo === undefined ? ['Nothing is scored yet.'] : [`Scored to ${dayInWords(scoredTo)}.`]),
    ],
    rows: [
      ...sources.map((status) => ({
        name: sourceNames[status.source],
        state: status.state,
        detail: capitalise(sourceDetail(status)),
      })),
      ...recordsRows(snapshots),
    ],
    suggestions,
  }
}

/** One row for all student records while they are well, then one for each that is not. */
function recordsRows(snapshots: readonly SnapshotStatus[]): DataStatusRow[] {
  const sick = snapshots.filter(({ state, refused }) => state !== 'well' || refused !== undefined)
  const oldest = snapshots.flatMap(({ loadedOn }) => loadedOn ?? []).sort()[0]
  if (sick.length === 0 && oldest !== undefined) {
    const detail = `All loaded on ${dayInWords(oldest)} or later`
    return [{ name: 'Student records', state: 'well', detail }]
  }
  return sick.map((status) => ({
    name: snapshotNames[status.feed],
    state: status.state,
    detail: capitalise(snapshotDetail(status)),
  }))
}
