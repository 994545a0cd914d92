import { alertPreferences, listAlerts } from './intents/alerts'
import { contactHistory } from './intents/contact-history'
import type { Message } from './intents/context'
import { explainScore } from './intents/explain-score'
import { listStudents } from './intents/list-students'
import { recordContact } from './intents/record-contact'
import { showStudent } from './intents/show-student'
import { summarise } from './intents/summarise'
import { trend } from './intents/trend'
import { strongPhrase } from './intents/strong-phrases'
import { talkAbout } from './intents/talk-about'
import { wholeMessage } from './intents/whole-messages'
import { whoViewed } from './intents/who-viewed'
import { followUp, withNameForPronoun, type Before } from './follow-up'
import { withoutFrames } from './framing'
import { mentionedStudent } from './mention'
import type { Question } from './question'
import { isWord, respelt } from './spelling'
import { knownStudents } from './students'
import type { Vocabulary } from './vocabulary'
import { wordsOf, type Word } from './words'

/** The most words of a question: who writes more has not asked one. */
const mostWords = 60

/** One for each intent, in the order in which they are tried. */
const intents: readonly ((message: Message) => Question | undefined)[] = [
  ({ words }) => wholeMessage(words),
  alertPreferences,
  listAlerts,
  strongPhrase,
  recordContact,
  whoViewed,
  contactHistory,
  explainScore,
  trend,
  summarise,
  listStudents,
  talkAbout,
  showStudent,
]

/**
 * Turns a message into a question. A message with a word it does not understand is `unclear`: it never guesses.
 *
 * @param before what the same person asked last in the same conversation, for messages that go on from that
 */
export function parse(text: string, vocabulary: Vocabulary, before?: Before): Question {
  const typed = withoutSignature(wordsOf(text))
  if (typed.length > 0 && typed.length <= mostWords) {
    const known = knownStudents(vocabulary.students, vocabulary.pseudonyms)
    const units = wordsOfUnits(vocabulary)
    const spelt = respelt(typed, units, (norm) => known.isPart(norm))
    const whole = wholeMessage(spelt)
    if (whole) return whole
    const words = withoutFrames(spelt)
    const mention = mentionedStudent(words, known, isWord, (norm) => units.has(norm))
    const message = { words, text, vocabulary, mention, isWord }
    const further = before && followUp(message, before)
    if (further) return further
    const named = before && withNameForPronoun(message, before)
    if (named !== undefined) return parse(named, vocabulary)
    for (const understand of intents) {
      const question = understand(message)
      if (question) return question
    }
    const talk = talkAbout({ ...message, words: spelt })
    if (talk) return talk
  }
  return { intent: 'unclear', suggestions: [...vocabulary.suggestions] }
}

/** "Thanks, Ruth" ends a message, and asks about no Ruth. */
function withoutSignature(words: readonly Word[]): readonly Word[] {
  const [thanks, name] = words.slice(-2)
  const isSigned =
    words.length > 3 &&
    /^(thanks|thank|cheers|regards|ta|wishes)$/u.test(thanks?.norm ?? '') &&
    thanks?.stop === true &&
    /^\p{Lu}\p{Ll}+$/u.test(name?.typed ?? '')
  return isSigned ? words.slice(0, -1) : words
}

function wordsOfUnits({ units, projects }: Vocabulary): ReadonlySet<string> {
  const names = [...units.flatMap(({ name, unit_code }) => [name, unit_code]), ...projects]
  return new Set(names.flatMap((name) => wordsOf(name).map(({ norm }) => norm)))
}
