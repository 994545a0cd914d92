import { framingWords } from './framing'
import { grammarWords } from './grammar-words'
import { alertPhraseWords } from './intents/alert-phrase-words'
import { awayWords } from './pause-offers'
import { historyWords } from './intents/contact-history'
import { explanationWords } from './intents/explain-score'
import { contactWords } from './intents/record-contact'
import { showingWords } from './intents/show-student'
import { summaryWords } from './intents/summarise'
import { trendWords } from './intents/trend'
import { strongWords } from './intents/strong-phrases'
import { talkWords } from './intents/talk-about'
import { wholeMessageWords } from './intents/whole-messages'
import { viewingWords } from './intents/who-viewed'
import { slip } from './nearness'
import type { Word } from './words'

/** Every word that some phrase of the grammar writes out. */
const known: ReadonlySet<string> = new Set([
  ...grammarWords,
  ...alertPhraseWords,
  ...awayWords,
  ...contactWords,
  ...explanationWords,
  ...framingWords,
  ...historyWords,
  ...showingWords,
  ...summaryWords,
  ...strongWords,
  ...talkWords,
  ...wholeMessageWords,
  ...trendWords,
  ...viewingWords,
])

const knownByFirst = new Map<string, string[]>()
for (const word of known) knownByFirst.set(word[0] ?? '', [...(knownByFirst.get(word[0] ?? '') ?? []), word])

/** Whether a word means something of its own. */
export const isWord = (norm: string): boolean => known.has(norm)

/**
 * The words with those that are misspelt as the grammar, or the vocabulary, spells them. What is written as a name of
 * somebody's is left alone; as typed, every word stays.
 */
export function respelt(
  words: readonly Word[],
  vocabulary: ReadonlySet<string>,
  isName: (norm: string) => boolean,
): Word[] {
  return words.map((word) => {
    if (word.norm.length < 4 || known.has(word.norm) || vocabulary.has(word.norm) || isName(word.norm))
      return word
    const norm = spelling(word.norm, vocabulary)
    return norm === undefined ? word : { ...word, norm }
  })
}

/** The one word that another is mistyped for; of several equally near the one that questions about students use. */
function spelling(typed: string, vocabulary: ReadonlySet<string>): string | undefined {
  const first = typed[0] ?? ''
  const all = [...(knownByFirst.get(first) ?? []), ...[...vocabulary].filter((word) => word[0] === first)]
  const near = all.flatMap((word) => {
    const how = slip(typed, word)
    return how === undefined ? [] : [{ word, how }]
  })
  const least = Math.min(...near.map(({ how }) => how))
  const nearest = [...new Set(near.filter(({ how }) => how === least).map(({ word }) => word))]
  const alike = nearest.filter((word) => word.at(-1) === typed.at(-1))
  const ofSlots = nearest.filter((word) => grammarWords.has(word) || vocabulary.has(word))
  return [nearest, ofSlots, alike].find(({ length }) => length === 1)?.[0]
}
