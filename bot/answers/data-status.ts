import { dayInWords } from '../../data/domain/day'
import { sourceNames, sources } from '../../data/domain/source'
import { freshness } from '../../data/queries/freshness'
import type { Answer, Asking } from './answer'
import { messageAnswer } from './message'
import { suggestionsAfter } from './suggestions'

/** How far each source's data reach, and which are late. */
export async function answerDataStatus({ store, access }: Asking): Promise<Answer> {
  const { sources: health } = await freshness(store, access.today)
  return messageAnswer({
    title: 'How fresh the data are',
    paragraphs: ['A late source is left out of the scores: no data never reads as no engagement.'],
    facts: sources.map((source) => {
      const { dataTo, healthy } = health[source]
      const reach = dataTo === undefined ? 'no data yet' : `to ${dayInWords(dataTo)}`
      return { title: sourceNames[source], value: healthy ? reach : `${reach}: late, left out` }
    }),
    suggestions: suggestionsAfter(access, 'data status'),
  })
}
