import type { Card } from '../../../cards/card'
import { messageCard } from '../../../cards/message'
import { dayInWords, dayOf, timeOf } from '../../../data/domain/day'
import { troubleIn } from '../../../data/records/trouble'
import { operationsGrant } from '../../access/operations'
import { feedFindings, type FeedFinding } from '../../doctor/feeds'
import type { Composer } from '../messages/composer'
import { whyAdministrators } from './why-administrators'

/** Tells an administrator that a feed is late, thin, silent or refused, and by the same card that it is well again. */
export const feedTroubleComposer: Composer = {
  waitsForWorkingTime: true,
  compose: async (message, { access }, { store, clock, sendingTime }) => {
    if (!operationsGrant(access)) return { drop: 'no-right' }
    const feed = troubleIn(message.payload)
    const finding = (await feedFindings(store, dayOf(clock()))).find((each) => each.feed === feed)
    if (finding && finding.state !== 'well') return { card: troubleCard(finding) }
    return message.activityId === null ? { drop: 'well-again' } : { card: wellCard(finding, sendingTime()) }
  },
}

function troubleCard({ name, what, mend }: FeedFinding): Card {
  return messageCard({
    title: `Trouble with a feed: ${name}`,
    paragraphs: [
      what,
      ...(mend === undefined ? [] : [mend]),
      'While it lasts, what the feed lacks is read as no data, never as no engagement, and alerts that rely on it pause.',
      whyAdministrators,
    ],
    suggestions: [{ text: 'data status' }, { text: 'list alerts' }],
  })
}

function wellCard(finding: FeedFinding | undefined, at: Date): Card {
  return messageCard({
    title: finding ? `Well again: ${finding.name}` : 'A feed is no longer expected',
    paragraphs: [
      ...(finding ? [finding.what] : []),
      `The trouble with it was over by ${timeOf(at)} on ${dayInWords(dayOf(at))}.`,
    ],
    suggestions: [{ text: 'data status' }],
  })
}
