import { alertCard, type AlertCardModel, type AlertOffer } from '../../cards/alert'
import type { AlertRef } from '../../cards/acts'
import { humanDecidesOnAlert } from '../../cards/human-decides'
import type { AlertAct } from '../../data/domain/alert'
import type { Day } from '../../data/domain/day'
import type { Scope } from '../../data/domain/scope'
import { fullName } from '../../data/domain/student'
import { isGoodNews, type AlertReason } from '../../data/queries/alert-reasons'
import { mayReopen } from '../../data/queries/may-reopen'
import { hasEnded, type StudentAlert } from '../../data/queries/student-alert'
import { freshness } from '../../data/queries/freshness'
import type { Store } from '../../data/store/store'
import { warningsInWords } from './alert-warnings'
import { doneInWords, endInWords, reasonsInWords, whyInWords } from './alert-words'
import type { Answer } from './answer'
import { standingOf } from './listing'
import { freshnessInWords, studentInShort } from './phrases'

interface Around {
  store: Store
  today: Day
  /** Why this is told for the second time: nothing was done with it, or it has become worse. */
  again?: 'reminder' | 'worse' | undefined
  /** Whether this is the card that is sent unasked, or takes its place. */
  isSent?: boolean | undefined
  /** The list that it was opened from. */
  back?: AlertRef['back']
  /** What came of a press, said first. */
  notice?: string
}

/** An alert as it stands, for its holder: the card that is sent, and what each of its buttons is answered. */
export async function alertAnswer(scope: Scope, alert: StudentAlert, around: Around): Promise<Answer> {
  const fresh = freshnessInWords(await freshness(around.store, around.today))
  const model = modelOf(scope, alert, fresh, around)
  return {
    access: { role: scope.role, population: { kind: 'mine' }, detail: scope.detail },
    students: [alert.student.student_id],
    text: textOf(model),
    card: alertCard(model),
  }
}

function modelOf(
  scope: Scope,
  alert: StudentAlert,
  fresh: string,
  { store, today, again, isSent, back, notice }: Around,
): AlertCardModel {
  const { student, standing, reasons } = alert
  const end = endInWords(alert, today)
  const said = [notice, end ?? againInWords(alert, again)].filter((words) => words !== undefined).join(' ')
  return {
    ref: alertRef({ alert: alert.alertId, sent: isSent ? true : undefined, back }),
    studentId: student.student_id,
    kind: kindInWords(reasons),
    ...(said === '' ? {} : { state: { words: said, isOver: end !== undefined } }),
    name: fullName(student),
    subtitle: studentInShort(student),
    ...(standing === undefined ? {} : { band: standing.band }),
    ...(standing?.trend == null ? {} : { trend: standing.trend }),
    reasons: reasonsInWords(reasons, today),
    why: whyInWords(alert, store.settings.alerts.passUpAfterWorkingDays),
    freshness: fresh,
    warnings: warningsInWords(alert, today, store.settings.alerts),
    done: doneInWords(alert, scope.staffId, today),
    offers: offersOf(alert),
  }
}

/** Whether a card was read is not known, only that nothing on it was pressed. */
const reminder =
  'Reminder: you have not responded to this yet. Press “Seen” if that is enough; without a response it may go to a colleague.'

function againInWords({ openedAt }: StudentAlert, again: Around['again']): string | undefined {
  if (again === 'worse') return 'This has become worse since you were told.'
  return again === 'reminder' && openedAt === null ? reminder : undefined
}

/** How buttons name an alert, and where it was opened. */
export const alertRef = ({ alert, sent, back }: AlertRef): AlertRef => ({
  alert,
  ...(sent && { sent }),
  ...(back && { back }),
})

const concerns = ['low', 'medium', 'high'] as const

/** "Alert · high concern" */
export function kindInWords(reasons: readonly AlertReason[]): string {
  if (isGoodNews(reasons)) return 'Good news'
  const level = Math.max(1, ...reasons.map((reason) => reason.level))
  return `Alert · ${concerns[level - 1] ?? 'high'} concern`
}

/** What may still be done with an alert. What somebody thinks of it they may say to the end. */
function offersOf(alert: StudentAlert): AlertOffer[] {
  const acts = alert.own.acts.map(({ act }) => act)
  const judged = acts.findLast((act) => act === 'useful' || act === 'not-useful')
  const undo: AlertOffer[] = alert.known ? ['reason-ended'] : []
  if (hasEnded(alert)) return [...(mayReopen(alert) ? (['reopen'] as const) : []), ...late(judged), ...undo]
  const isSeen = acts.includes('seen')
  const first: AlertOffer[] = isSeen ? [] : ['seen']
  const last: AlertOffer[] = isSeen && judged !== 'useful' ? ['useful', 'not-useful'] : ['not-useful']
  const wrong: AlertOffer[] = acts.includes('wrong-data') ? [] : ['wrong-data']
  if (isGoodNews(alert.reasons)) return [...first, 'contact', ...wrong, ...last, ...undo]
  return [...first, 'contact', 'known-reason', ...wrong, ...last, 'pass-on', ...undo]
}

const late = (judged: AlertAct | undefined): AlertOffer[] =>
  judged === undefined ? ['useful', 'not-useful'] : []

function textOf(model: AlertCardModel): string {
  const { state, kind, name, subtitle, band, trend, reasons, why, freshness: fresh, warnings, done } = model
  const standing = band === undefined ? [] : [[standingOf(band), ...(trend ? [trend] : [])].join(', ')]
  return [
    ...(state === undefined ? [] : [state.words]),
    kind,
    `${name} (${subtitle})`,
    ...standing,
    ...reasons.map((reason) => `- ${reason}`),
    why,
    fresh,
    ...warnings.map((words) => `- ${words}`),
    ...done.map((words) => `- ${words}`),
    humanDecidesOnAlert,
  ].join('\n')
}
