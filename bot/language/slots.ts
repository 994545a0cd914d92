import { limitWords, numberWords, universityPhrases, type PhraseTable } from './phrases'
import type { Population } from './question'
import type { OwnUnit, Vocabulary } from './vocabulary'
import { takePhrase, wordsOf, type Word } from './words'

/** A value that some of a message's words mean, and the words that are left. */
export interface Taken<Value> {
  value: Value
  rest: readonly Word[]
}

/** A value by the longest of its phrases that fits. */
export function takeValue<Value>(
  words: readonly Word[],
  table: PhraseTable<Value>,
): Taken<Value> | undefined {
  const phrases = table
    .flatMap(({ means, phrases: list }) => list.map((phrase) => ({ means, phrase: phrase.split(' ') })))
    .sort((a, b) => b.phrase.length - a.phrase.length)
  for (const { means, phrase } of phrases) {
    const rest = takePhrase(words, phrase)
    if (rest) return { value: means, rest }
  }
  return undefined
}

/** "level 5", "L5". */
export function takeLevel(words: readonly Word[]): Taken<number> | undefined {
  for (let level = 3; level <= 8; level += 1) {
    for (const phrase of [['level', `${level}`], [`l${level}`], [`level${level}`]]) {
      const rest = takePhrase(words, phrase)
      if (rest) return { value: level, rest }
    }
  }
  return undefined
}

/** "top 5", "worst ten". */
export function takeLimit(words: readonly Word[]): Taken<number> | undefined {
  for (const [index, word] of words.entries()) {
    const next = words[index + 1]?.norm ?? ''
    const count = /^\d{1,3}$/u.test(next) ? Number(next) : numberWords[next]
    if (!limitWords.has(word.norm) || count === undefined || count === 0) continue
    return { value: count, rest: [...words.slice(0, index), ...words.slice(index + 2)] }
  }
  return undefined
}

/** A unit by its code or its full name, a project by its code, the university, or "my school" where the asker has one. */
export function takeUnit(
  words: readonly Word[],
  { units, projects, own }: Pick<Vocabulary, 'units' | 'projects' | 'own'>,
): Taken<Population> | undefined {
  const texts: { value: Population; text: string }[] = [
    ...units.flatMap(({ unit_code: code, kind, name }) =>
      [code, name].map((text) => ({ value: { kind, code }, text })),
    ),
    ...projects.map((code) => ({ value: { kind: 'project' as const, code }, text: code })),
    ...onlyOnes(own).flatMap((value) =>
      ['my', 'our'].map((whose) => ({ value, text: `${whose} ${value.kind}` })),
    ),
    ...universityPhrases.map((text) => ({ value: { kind: 'institution' as const }, text })),
  ]
  const named = texts
    .map(({ value, text }) => ({ value, phrase: wordsOf(text).map(({ norm }) => norm) }))
    .filter(({ phrase }) => phrase.length > 0)
    .sort((a, b) => b.phrase.length - a.phrase.length)
  for (const { value, phrase } of named) {
    const rest = takePhrase(words, phrase)
    if (rest) return { value, rest }
  }
  return undefined
}

/** Of a kind of which the asker has several, "my" tells none. */
function onlyOnes(own: readonly OwnUnit[]): OwnUnit[] {
  return own.filter(({ kind, code }) => own.every((other) => other.kind !== kind || other.code === code))
}
