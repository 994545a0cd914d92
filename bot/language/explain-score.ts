import { explanationClosings, explanationOpenings, explanationWords } from './phrases'
import type { QuestionOf } from './question'
import { endsWith, longest, resolveStudent, startsWith } from './student-names'
import type { Vocabulary } from './vocabulary'
import type { Word } from './words'

/** "explain the score of Aisha", "why is Aisha low", "how are scores worked out". */
export function explainScore(
  words: readonly Word[],
  { students }: Pick<Vocabulary, 'students'>,
): QuestionOf<'explain-score'> | undefined {
  if (!words.some(({ norm }) => explanationWords.has(norm))) return undefined
  const core = withoutOpenings(words)
  const { certain, doubtful } = readingsOf(core, isShouted(words))
  const refs = certain.map((reading) =>
    reading.length === 0 ? 'anyone' : resolveStudent(reading, students, true),
  )
  // Of all readings the one that takes the most words for the name: somebody may be called Low.
  const known = refs.find((ref) => ref !== undefined && (ref === 'anyone' || !('unknown' in ref)))
  const student = known ?? refs.findLast((ref) => ref !== undefined) ?? unsure(core, doubtful, students)
  if (student === undefined) return undefined
  return student === 'anyone' ? { intent: 'explain-score' } : { intent: 'explain-score', student }
}

function withoutOpenings(words: readonly Word[]): readonly Word[] {
  const opening = longest(explanationOpenings, startsWith)
  let rest = words
  while (opening(rest) > 0) rest = rest.slice(opening(rest))
  return rest
}

interface Readings {
  certain: (readonly Word[])[]
  /** Those that leave out a word which may be a surname. */
  doubtful: (readonly Word[])[]
}

/** What may be the name: with all words at the end, then with ever more of those left out that say what is asked. */
function readingsOf(words: readonly Word[], shouted: boolean): Readings {
  const closing = longest(explanationClosings, endsWith)
  const readings: Readings = { certain: [words], doubtful: [] }
  for (let rest = words; closing(rest) > 0;) {
    rest = rest.slice(0, -closing(rest))
    const certain = shouted || rest.length === 0 || !startsSurname(words, rest.length)
    readings[certain ? 'certain' : 'doubtful'].push(rest)
  }
  return readings
}

/**
 * Whether a word from `start` on is typed as a name is: "Mei So" is not Mei, and whoever means Mei Chan is asked again.
 * After a possessive no name goes on: "Aisha's Score".
 */
function startsSurname(words: readonly Word[], start: number): boolean {
  if (/['’]s$/iu.test(words[start - 1]?.typed ?? '')) return false
  return words.slice(start).some(({ typed }) => /^\p{Lu}/u.test(typed))
}

/** In a message all in capitals a capital says nothing. */
const isShouted = (words: readonly Word[]): boolean =>
  words.every(({ typed }) => typed === typed.toUpperCase())

/** Where only a doubtful reading names a student, the words name nobody: better a question back than the wrong student. */
function unsure(
  words: readonly Word[],
  doubtful: Readings['doubtful'],
  students: Vocabulary['students'],
): { unknown: string } | undefined {
  if (!doubtful.some((reading) => resolveStudent(reading, students, true) !== undefined)) return undefined
  return { unknown: words.map(({ typed }) => typed).join(' ') }
}
