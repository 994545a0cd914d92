import type { Before } from './before'
import { fillers } from './fillers'
import { cueWords } from './follow-up-cues'
import { alertStateWords, findState } from './intents/list-alerts'
import type { Message } from './intents/context'
import type { Question } from './question'
import { pauseEndIn } from './slots/pause-ends'
import type { TimeContext } from './slots/periods'
import { areOnly } from './slots/take-slots'
import type { Word } from './words'

/** "only the open ones", "closed ones as well", "for a week", "until Monday", "make that 5 days": of alerts. */
export function ofAlerts({ words, vocabulary }: Message, { question }: Before): Question | undefined {
  if (question.intent === 'list-alerts') {
    const state = findState(words, {})?.value
    return state && areOnly(words, fillers, cueWords, alertStateWords) ? { ...question, state } : undefined
  }
  if (question.intent !== 'alert-preferences' || question.change !== 'pause') return undefined
  const days = endAlone(words, vocabulary)
  return days === undefined ? undefined : { ...question, days }
}

function endAlone(words: readonly Word[], context: TimeContext): number | undefined {
  const found = pauseEndIn(words, context)
  const others = found && [...words.slice(0, found.start), ...words.slice(found.end)]
  return others && areOnly(others, fillers, cueWords, endBeside) ? found.days : undefined
}
const endBeside: ReadonlySet<string> = new Set('next coming following instead rather than until'.split(' '))
