import { addDays } from '../../data/domain/day'
import { chooseAlerts } from '../../data/records/alert-choices'
import { pauseAlerts, resumeAlerts } from '../../data/records/alert-pause'
import { commandLine } from '../../data/records/unusual-looks'
import type { QuestionOf } from '../language/question'
import { alertSettings, pauses } from './alert-settings'
import type { Answer, Asking } from './answer'
import { messageAnswer } from './message'

/** No pause is longer than a year, so that nobody is forgotten. */
const longest = 366

/**
 * How a person's alerts come, after what they asked for: paused or resumed, one by one or in a digest, kinds on or off. Who
 * wants them away and says not for how long is asked: nobody is to be forgotten.
 */
export async function answerAlertPreferences(
  question: QuestionOf<'alert-preferences'>,
  asking: Asking,
): Promise<Answer> {
  const { change, frequency, on, off } = question
  const isChange = [change, frequency, on, off].some((each) => each !== undefined)
  if (isChange && asking.conversation.id === commandLine) return onlyThemselves()
  const { store, clock, access } = asking
  if (change === 'pause' && question.days === undefined) return alertSettings(asking, 'until-when')
  const refusal = change === 'pause' ? pauseRefused(question.days ?? 0) : undefined
  if (refusal) return refusal
  if (change !== undefined) await pauseOrResume(question, asking)
  const isChoice = [frequency, on, off].some((each) => each !== undefined)
  if (isChoice) await chooseAlerts(store, access.staff.staff_id, { frequency, on, off }, clock())
  return alertSettings(asking, isChoice ? 'saved' : undefined)
}

function pauseOrResume(
  { change: to, days = 0 }: QuestionOf<'alert-preferences'>,
  asking: Asking,
): Promise<void> {
  const { store, clock, access } = asking
  const { staff_id } = access.staff
  if (to === 'resume') return resumeAlerts(store, staff_id)
  const until = addDays(access.today, days)
  return pauseAlerts(store, staff_id, { until }, clock())
}

function pauseRefused(days: number): Answer | undefined {
  const paragraphs = ['Nothing was changed.']
  if (days === 0)
    return messageAnswer({ title: 'That day is over', paragraphs, suggestions: pauses.slice(0, 2) })
  if (days <= longest) return undefined
  return messageAnswer({
    title: 'Alerts can be paused for a year at most',
    paragraphs,
    suggestions: pauses.slice(-1),
  })
}

/** An operator's command asks in somebody's name; what that person wants, only they know. */
function onlyThemselves(): Answer {
  return messageAnswer({
    title: 'Only they themselves can change that',
    paragraphs: ['Alerts are paused and resumed in the person’s own chat. Nothing was changed.'],
    suggestions: [],
  })
}
