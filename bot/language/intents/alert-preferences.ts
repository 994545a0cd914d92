import type { QuestionOf } from '../question'
import { pauseEndIn } from '../slots/pause-ends'
import { without, type Word } from '../words'
import { areAboutAlerts, namesAlerts } from './about-alerts'
import { changeSaid, type Change } from './alert-changes'
import { complains, isComplaintAlone } from './alert-complaints'
import { frequencyIn, kindsIn, type FoundFrequency } from './alert-kinds'
import type { Message } from './context'

/** "pause my alerts", "mute alerts until Monday", "too many alerts", "alert settings". */
export function alertPreferences(message: Message): QuestionOf<'alert-preferences'> | undefined {
  const { words, vocabulary } = message
  const choice = alertChoice(message)
  if (choice) return choice
  const pause = pauseEndIn(words, vocabulary)
  const plain = pause ? without(words, pause.start, pause.end) : words
  const change = changeIn(words, plain)
  if (!change || !areAboutAlerts(plain, message)) return undefined
  if (change === 'settings') return { intent: 'alert-preferences' }
  const days = change === 'pause' ? pause?.days : undefined
  return { intent: 'alert-preferences', change, ...(days !== undefined && { days }) }
}

/** @param plain the words without those that say how long */
function changeIn(words: readonly Word[], plain: readonly Word[]): Change | undefined {
  if (namesAlerts(words))
    return changeSaid(plain) ?? changeSaid(words) ?? (complains(words) ? 'settings' : undefined)
  if (isComplaintAlone(words)) return 'settings'
  return plain !== words && isPauseAlone(plain) ? 'pause' : undefined
}

/** "Pause until Monday": nothing else pauses. */
function isPauseAlone(words: readonly Word[]): boolean {
  return (
    words.some(({ norm }) => /^(pause|mute|snooze)$/u.test(norm)) &&
    words.every(({ norm }) => norm === '' || besidePause.has(norm))
  )
}
const besidePause: ReadonlySet<string> = new Set(
  'pause mute snooze me my everything them all it please can could you for'.split(' '),
)

/** "a weekly digest only", "one card each", "stop alerts about missed lectures", "no good news please". */
function alertChoice(message: Message): QuestionOf<'alert-preferences'> | undefined {
  const frequency = frequencyIn(message.words)
  const kinds = kindsIn(message.words)
  const isOfAlerts = namesAlerts(message.words)
  const rest = frequency?.rest ?? kinds.rest
  if (!frequency && kinds.kinds.length === 0) return undefined
  if (!areAboutAlerts(rest, message)) return undefined
  if (frequency)
    return isAsked(frequency) ? { intent: 'alert-preferences', frequency: frequency.value } : undefined
  // Without the word, only what can be nothing but an alert is one.
  if (!isOfAlerts && !kinds.areAlertsOnly) return undefined
  const said = rest.filter(({ norm }) => norm !== '')
  const change = changeSaid(said) ?? (startsWithNo(said) ? 'pause' : undefined)
  if (change === undefined || change === 'settings') return undefined
  return { intent: 'alert-preferences', [change === 'pause' ? 'off' : 'on']: kinds.kinds }
}

const startsWithNo = (words: readonly Word[]): boolean => words[0]?.norm === 'no'

/** "What is the weekly digest" asks for no change. */
function isAsked({ rest }: FoundFrequency): boolean {
  return !rest.some(({ norm }) => /^(what|when|why|how|is|no|not|never|stop|without)$/u.test(norm))
}
