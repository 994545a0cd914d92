import { addDays } from '../../data/domain/day'
import { pausedUntil, pauseAlerts, resumeAlerts, type AlertPause } from '../../data/records/alert-preferences'
import { commandLine } from '../../data/records/unusual-looks'
import { dataProtectionGrant } from '../access/data-protection'
import type { QuestionOf } from '../language/question'
import type { Answer, Asking } from './answer'
import { dayWithYear } from './contact-words'
import { messageAnswer } from './message'

/** Longer pauses end after a year, so that nobody is forgotten. */
const longest = 366

/** Whether a person's alerts come, and what they asked for: paused, for so many days or until resumed, or resumed. */
export async function answerAlertPreferences(
  question: QuestionOf<'alert-preferences'>,
  asking: Asking,
): Promise<Answer> {
  const { store, access, conversation } = asking
  const isChange = question.change !== undefined
  if (isChange && conversation.id === commandLine) return onlyThemselves()
  if (isChange) await change(question, asking)
  const pause = await store.readAs(access.staff.staff_id, (db) =>
    pausedUntil(db, access.staff.staff_id, access.today),
  )
  return messageAnswer({
    title: pause ? 'Your alerts are paused' : 'Your alerts are on',
    paragraphs: [
      pauseInWords(pause, asking),
      'This version sends no alerts about students yet: what you choose here is kept for when it does.',
      ...(dataProtectionGrant(access)
        ? ['Alerts about unusual looks, which you get for data protection, never pause.']
        : []),
    ],
    suggestions: pause
      ? [{ text: 'resume my alerts' }, { text: 'pause my alerts for two weeks' }]
      : [{ text: 'pause my alerts for a week' }, { text: 'pause my alerts for two weeks' }],
  })
}

function change({ change: to, days }: QuestionOf<'alert-preferences'>, asking: Asking): Promise<void> {
  const { store, clock, access } = asking
  const { staff_id } = access.staff
  if (to === 'resume') return resumeAlerts(store, staff_id)
  const until = days === undefined ? null : addDays(access.today, Math.min(days, longest))
  return pauseAlerts(store, staff_id, { until }, clock())
}

function pauseInWords(pause: AlertPause | undefined, { access }: Asking): string {
  if (!pause) return 'You may pause them for as long as you like.'
  if (pause.until === null) return 'They stay away until you resume them.'
  return `They come again on ${dayWithYear(pause.until, access.today)}.`
}

/** An operator's command asks in somebody's name; what that person wants, only they know. */
function onlyThemselves(): Answer {
  return messageAnswer({
    title: 'Only they themselves can change that',
    paragraphs: ['Alerts are paused and resumed in the person’s own chat. Nothing was changed.'],
    suggestions: [],
  })
}
