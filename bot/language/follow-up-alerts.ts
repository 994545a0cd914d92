import type { Before } from './before'
import { fillers } from './fillers'
import { cueWords } from './follow-up-cues'
import { alertStateWords, findState } from './intents/alerts'
import type { Message } from './intents/context'
import type { Question } from './question'
import { readSpan } from './slots/spans'
import { areOnly } from './slots/take-slots'
import type { Word } from './words'

/** "only the open ones", "closed ones as well", "for a week", "make that 5 days": of alerts. */
export function ofAlerts({ words }: Message, { question }: Before): Question | undefined {
  if (question.intent === 'list-alerts') {
    const state = findState(words, {})?.value
    return state && areOnly(words, fillers, cueWords, alertStateWords) ? { ...question, state } : undefined
  }
  if (question.intent !== 'alert-preferences' || question.change !== 'pause') return undefined
  const days = spanAlone(words)
  return days === undefined ? undefined : { ...question, days }
}

function spanAlone(words: readonly Word[]): number | undefined {
  for (let at = 0; at < words.length; at += 1) {
    const [span] = readSpan(words, at)
    if (!span) continue
    const others = [...words.slice(0, at), ...words.slice(span.end)]
    return areOnly(others, fillers, cueWords, spanBeside) ? span.value : undefined
  }
  return undefined
}
const spanBeside: ReadonlySet<string> = new Set('next coming following instead rather than until'.split(' '))
