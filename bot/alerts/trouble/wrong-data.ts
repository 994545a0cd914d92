import type { Card } from '../../../cards/card'
import { messageCard } from '../../../cards/message'
import { alertRuleNames, type AlertRule } from '../../../data/domain/alert'
import { dayInWords, dayOf } from '../../../data/domain/day'
import { sourceNames, sources, type Source } from '../../../data/domain/source'
import { alertOrigin, type AlertOrigin } from '../../../data/queries/alert-origin'
import { wrongData } from '../../../data/records/trouble'
import { operationsGrant } from '../../access/operations'
import { feedFindings, type FeedFinding } from '../../doctor/feeds'
import type { Composer } from '../messages/composer'

/** What each rule rests on. */
const sourcesOf: Record<AlertRule, readonly Source[]> = {
  'newly-low': sources,
  silent: sources,
  'sudden-drop': sources,
  'missed-sessions': ['attendance'],
  'nothing-handed-in': ['submissions'],
  recovered: sources,
}

/** Tells an administrator that somebody says an alert rests on wrong data: what it rests on, never whom it is about. */
export const wrongDataComposer: Composer = {
  waitsForWorkingTime: true,
  compose: async (message, { access }, { store, clock }) => {
    const grant = operationsGrant(access)
    if (!grant) return { drop: 'no-right' }
    const { alert } = wrongData.parse(JSON.parse(message.payload))
    const origins = await alertOrigin(store, grant, alert)
    if (origins.length === 0) return { drop: 'over' }
    return { card: wrongDataCard(alert, origins, await feedFindings(store, dayOf(clock()))) }
  },
}

function wrongDataCard(
  alertId: string,
  origins: readonly AlertOrigin[],
  findings: readonly FeedFinding[],
): Card {
  const rules = [...new Set(origins.map(({ rule }) => rule))]
  const programmes = [...new Set(origins.map(({ programme, programmeName }) => programmeName ?? programme))]
  const dataTo = origins.map((origin) => origin.dataTo).sort()[0]
  const rested = [...new Set(rules.flatMap((rule) => sourcesOf[rule]))]
  return messageCard({
    title: 'Somebody says that an alert rests on wrong data',
    paragraphs: [
      'Compare what was loaded with the system that it came from, and load it again where it was wrong: the alert is then corrected by itself.',
      'You are told because you hold the administrator role. This card names no student: whoever reported it can say more.',
    ],
    facts: [
      { title: 'Rule', value: rules.map((rule) => alertRuleNames[rule]).join(', ') },
      { title: 'Programme', value: programmes.join(', ') },
      ...(dataTo === undefined ? [] : [{ title: 'Data before', value: dayInWords(dataTo) }]),
      ...rested.map((source) => ({ title: sourceNames[source], value: stateOf(source, findings) })),
      { title: 'Alert', value: alertId },
    ],
    suggestions: [{ text: 'data status' }],
  })
}

function stateOf(source: Source, findings: readonly FeedFinding[]): string {
  const finding = findings.find(({ feed }) => feed === source)
  return finding ? finding.what.replace(`${finding.name}: `, '') : 'not expected here'
}
