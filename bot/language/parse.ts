import { isDeepStrictEqual } from 'node:util'
import { isAboutMany } from './about-many'
import { alertPreferences } from './intents/alert-preferences'
import { listAlerts } from './intents/list-alerts'
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
import type { Before } from './before'
import { followUp } from './follow-up'
import { ofChangedSlots } from './follow-up-slots'
import { withNameForPronoun } from './follow-up-student'
import { withoutFrames } from './framing'
import { mentionedStudent } from './mention'
import { nearQuestions } from './near-questions'
import { pauseOffers } from './pause-offers'
import type { Question } from './question'
import { say } from './say'
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
  const message = messageOf(text, vocabulary)
  const question = message && questionOf(message, before)
  return (
    question ?? {
      intent: 'unclear',
      suggestions: message ? nearestTo(message) : [...vocabulary.suggestions],
    }
  )
}

/** A message ready to be understood; undefined where it is empty or too long to be a question. */
export function messageOf(text: string, vocabulary: Vocabulary): Message | undefined {
  const typed = withoutSignature(wordsOf(text))
  if (typed.length === 0 || typed.length > mostWords) return undefined
  const known = knownStudents(vocabulary.students, vocabulary.pseudonyms)
  const units = wordsOfUnits(vocabulary)
  const spelt = respelt(typed, units, (norm) => known.isPart(norm))
  const words = withoutFrames(spelt)
  const mention = mentionedStudent(words, known, isWord, (norm) => units.has(norm))
  return { words, spelt, text, vocabulary, mention, isWord }
}

function questionOf(message: Message, before: Before | undefined): Question | undefined {
  const { spelt, vocabulary } = message
  const whole = wholeMessage(spelt) ?? (before && followUp(message, before))
  if (whole) return whole
  const named = before && withNameForPronoun(message, before)
  if (named !== undefined) return parse(named, vocabulary)
  for (const understand of intents) {
    const question = understand(message)
    if (question) return isOfNobody(question, message) ? undefined : question
  }
  // "Show by name" sounds like a question of its own, and is none.
  return (before && ofChangedSlots(message, before, true)) ?? talkAbout({ ...message, words: spelt })
}

/** "What about her attendance", where nobody was spoken of, is no question about everybody. */
function isOfNobody(question: Question, { words, vocabulary }: Message): boolean {
  // The code BA-HIS is no pronoun.
  const units = wordsOfUnits(vocabulary)
  return isAboutMany(question) && words.some(({ norm }) => ofOne.has(norm) && !units.has(norm))
}

const ofOne: ReadonlySet<string> = new Set(['she', 'he', 'him', 'her', 'his', 'hers'])

/** How many questions are offered to who was not understood. */
const mostOffered = 3

/** Questions near a message that was not understood, each in words that are: those first that keep what was. */
function nearestTo(message: Message): string[] {
  const { vocabulary } = message
  // Who says that they are away asks about nobody.
  const offers = pauseOffers(message)
  if (offers.length > 0) return offers
  const near = nearQuestions(message).flatMap((question) => {
    const said = say(question, vocabulary.today)
    const again = said === undefined ? undefined : messageOf(said, vocabulary)
    const isSame = again && isDeepStrictEqual(questionOf(again, undefined), question)
    return said !== undefined && isSame ? [said] : []
  })
  return [...new Set([...near, ...vocabulary.suggestions])].slice(0, mostOffered)
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
