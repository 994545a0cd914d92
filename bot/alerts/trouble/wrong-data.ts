import type { Card } from '../../../cards/card'
import { messageCard } from '../../../cards/message'
import { alertRuleNames, type AlertRule } from '../../../data/domain/alert'
import { addDays, dayInWords, dayOf } from '../../../data/domain/day'
import { sourceNames, sources } from '../../../data/domain/source'
import { wrongDataNames, type WrongDataKind } from '../../../data/domain/wrong-data'
import { alertToDeliver } from '../../../data/queries/alert-delivery'
import { alertOrigin, type AlertOrigin } from '../../../data/queries/alert-origin'
import { wrongData } from '../../../data/records/trouble'
import { operationsGrant } from '../../access/operations'
import { snapshotNames } from '../../answers/feed-words'
import { capitalise } from '../../answers/phrases'
import { feedFindings, type FeedFinding } from '../../doctor/feeds'
import type { Composed, Composer } from '../messages/composer'
import type { Delivery } from '../delivery'

type Feed = FeedFinding['feed']

/** How often it is looked whether somebody has the role again, in milliseconds. */
const untilAsked = 3_600_000

/** What each rule rests on. */
const feedsOfRule: Record<AlertRule, readonly Feed[]> = {
  'newly-low': sources,
  silent: sources,
  'sudden-drop': sources,
  'missed-sessions': ['attendance'],
  'nothing-handed-in': ['submissions'],
  recovered: sources,
}

/** By which feeds it is known; where it is something else, by those that the rule rests on. */
const feedsOfKind: Record<Exclude<WrongDataKind, 'other'>, readonly Feed[]> = {
  attendance: ['attendance'],
  work: ['submissions'],
  canvas: ['canvas'],
  'library-printing': ['library', 'printing'],
  'not-studying': ['students', 'calendar', 'attendance'],
  'not-my-student': ['assignments'],
}

/**
 * Tells an administrator that somebody says an alert rests on wrong data: what is wrong, what the alert rests on, and whom
 * to ask, never whom it is about. Nor of which programme they are: of who looks after one student there, that is whom.
 */
export const wrongDataComposer: Composer = {
  waitsForWorkingTime: true,
  compose: async (message, { access }, delivery) => {
    const { alert, what } = wrongData.parse(JSON.parse(message.payload))
    const grant = operationsGrant(access)
    if (!grant) return message.activityId === null ? untilSignedIn(alert, delivery) : { drop: 'no-right' }
    const { store, clock } = delivery
    const origins = await alertOrigin(store, grant, alert)
    if (origins.length === 0) return { drop: 'over' }
    const findings = await feedFindings(store, dayOf(clock()))
    return { card: wrongDataCard({ alertId: alert, what, origins, findings }) }
  },
}

/**
 * An administrator whose last sign-in is long ago may be told with the next: who reported it was told that it is told. What is over
 * by then is not.
 */
async function untilSignedIn(alertId: string, { store, clock, sendingTime }: Delivery): Promise<Composed> {
  const alert = await alertToDeliver(store.db, alertId, dayOf(clock()))
  return alert?.endedAt === null
    ? { later: new Date(sendingTime().getTime() + untilAsked) }
    : { drop: 'no-right' }
}

interface Report {
  alertId: string
  what: WrongDataKind | undefined
  origins: readonly AlertOrigin[]
  findings: readonly FeedFinding[]
}

function wrongDataCard({ alertId, what, origins, findings }: Report): Card {
  const rules = distinct(origins.map(({ rule }) => rule))
  const dataTo = origins.map((origin) => origin.dataTo).sort()[0]
  const feeds =
    what === undefined || what === 'other'
      ? distinct(rules.flatMap((rule) => feedsOfRule[rule]))
      : feedsOfKind[what]
  return messageCard({
    title: 'Somebody says that an alert rests on wrong data',
    paragraphs: [
      'Compare what was loaded with the system that it came from, and load it again where it was wrong: the alert is then corrected or taken back by itself.',
      'You are told because you hold the administrator role. This card names no student: ask whoever reported it.',
    ],
    facts: [
      ...(what === undefined ? [] : [{ title: 'What is wrong', value: wrongDataNames[what] }]),
      { title: 'Reported by', value: distinct(origins.map(({ holder }) => holder)).join(', ') },
      { title: 'Rule', value: capitalise(rules.map((rule) => alertRuleNames[rule]).join(', ')) },
      ...(dataTo === undefined ? [] : [{ title: 'Data to', value: dayInWords(addDays(dataTo, -1)) }]),
      ...feeds.map((feed) => ({ title: nameOf(feed), value: stateOf(feed, findings) })),
      { title: 'Alert', value: alertId },
    ],
    suggestions: [{ text: 'data status' }],
  })
}

const distinct = <T>(items: readonly T[]): T[] => [...new Set(items)]

const feedNames: Record<Feed, string> = { ...snapshotNames, ...sourceNames }

const nameOf = (feed: Feed): string => feedNames[feed]

function stateOf(feed: Feed, findings: readonly FeedFinding[]): string {
  const finding = findings.find((each) => each.feed === feed)
  return finding ? finding.what.replace(`${finding.name}: `, '') : 'not expected here'
}
