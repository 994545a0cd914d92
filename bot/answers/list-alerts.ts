import type { AlertRef } from '../../cards/acts'
import { studentListCard, type StudentListModel } from '../../cards/student-list'
import { dayOf, dayShort } from '../../data/domain/day'
import type { Scope } from '../../data/domain/scope'
import { fullName } from '../../data/domain/student'
import { isOpen, listAlerts, type AlertPage, type ListedAlert } from '../../data/queries/list-alerts'
import { isOver } from '../../data/queries/alert-reasons'
import { freshness } from '../../data/queries/freshness'
import { dataProtectionGrant } from '../access/data-protection'
import { operationsGrant } from '../access/operations'
import { fullScope } from '../access/scope'
import type { QuestionOf } from '../language/question'
import { whereItStands } from './about-alerts'
import { kindInWords } from './alert-cards'
import { getsAlerts, getsInstead } from './alert-roles'
import { lookOf, type Answer, type Asking } from './answer'
import { answerDeliveries } from './deliveries'
import { unusualLooksAnswer } from './list-unusual-looks'
import { pageSize, pagingOf, textOf } from './listing'
import { messageAnswer } from './message'
import { noticed } from './notices'
import { freshnessInWords, plural, studentInShort } from './phrases'
import { missingKeys } from './refusals'
import { suggestionsAfter } from './suggestions'

/** How far back all alerts go, in days. */
const days = 90

/** A person's alerts: about their students, about unusual looks, how deliveries go, or what they are told instead. */
export async function answerListAlerts(question: QuestionOf<'list-alerts'>, asking: Asking): Promise<Answer> {
  const { access } = asking
  const operations = operationsGrant(access)
  const { about } = question
  if (about === 'weekly-card' || (about && !operations)) return whereItStands(about, asking)
  const grant = dataProtectionGrant(access)
  const looks = grant && (await unusualLooksAnswer(grant, asking))
  const scope = getsAlerts(access) ? fullScope(access) : undefined
  if (about && operations) return answerDeliveries(asking, operations)
  if (!scope) return looks ?? (operations ? answerDeliveries(asking, operations) : noAlerts(asking))
  const own = await ownAlerts(scope, question, asking)
  // Who gets both reads first of the looks, which are few.
  return looks ? noticed(own, inOneLine(looks.text)) : own
}

/** Without what it suggests to ask next. */
function inOneLine(text: string): string {
  return text
    .split('\n')
    .filter((line) => !line.startsWith('You can ask'))
    .join(' · ')
}

/** To those who get no alerts about single students: what they get. */
function noAlerts({ access }: Asking): Answer {
  return messageAnswer({
    title: 'You get no alerts about single students',
    paragraphs: [
      ...getsInstead(access),
      'Those go to personal tutors and, where there is none, to level tutors and programme leaders.',
      ...missingKeys(access),
    ],
    suggestions: [...suggestionsAfter(access, 'list alerts'), { text: 'alert settings' }],
  })
}

async function ownAlerts(scope: Scope, question: QuestionOf<'list-alerts'>, asking: Asking): Promise<Answer> {
  const { store, access, clock, page } = asking
  const isAll = question.state === 'all'
  const since = isAll ? new Date(clock().getTime() - days * 86_400_000).toISOString() : undefined
  const part = { offset: (page - 1) * pageSize, count: pageSize }
  const found = await listAlerts(store, scope, { ...part, since }, lookOf(asking, question))
  const model: StudentListModel = {
    title: isAll ? `Your alerts of the last ${days} days` : 'Your open alerts',
    scope: countInWords(found, isAll),
    freshness: freshnessInWords(await freshness(store, access.today)),
    rows: found.alerts.map((alert) =>
      rowOf(alert, { ...(question.state && { state: question.state }), page: found.offset / pageSize + 1 }),
    ),
    empty: isAll ? 'There were none.' : 'There are none: nothing waits for you here.',
    paging: pagingOf(
      { shown: found.alerts.length, offset: found.offset, total: found.total, size: pageSize },
      question,
    ),
    suggestions: [{ text: isAll ? 'list open alerts' : 'list all alerts' }, { text: 'alert settings' }],
  }
  return {
    access: { role: scope.role, population: { kind: 'mine' }, detail: scope.detail },
    students: found.alerts.map(({ student_id }) => student_id),
    text: textOf(model),
    card: studentListCard(model),
  }
}

function countInWords({ total }: AlertPage, isAll: boolean): string {
  const order = isAll ? 'the open ones first' : 'the most concerning first'
  return total === 0 ? 'About students whose full profile you may see' : `${plural(total, 'alert')}, ${order}`
}

function rowOf(alert: ListedAlert, back: NonNullable<AlertRef['back']>): StudentListModel['rows'][number] {
  const { band, trend, reasons } = alert
  return {
    name: fullName(alert),
    subtitle: studentInShort(alert),
    ...(band === null ? {} : { band }),
    ...(trend === null ? {} : { trend }),
    reason: `${stateOf(alert)}: ${reasons[0]?.reason ?? 'no reason is kept'}`,
    open: { verb: 'alert-open', alert: alert.alert_id, back },
  }
}

/** "High concern, 23 Nov"; of those that are not open, what holds no more is over, and what its holder dealt with is done. */
function stateOf(alert: ListedAlert): string {
  const kind = kindInWords(alert.reasons).replace('Alert · ', '')
  const ended = isOver(alert.reasons) ? 'Over' : 'Done'
  const words = isOpen(alert) ? `${kind.charAt(0).toUpperCase()}${kind.slice(1)}` : ended
  return `${words}, ${dayShort(dayOf(new Date(alert.made_at)))}`
}
