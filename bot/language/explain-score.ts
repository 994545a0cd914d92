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
  const readings = readingsOf(withoutOpenings(words))
  const refs = readings.map((core) => (core.length === 0 ? 'anyone' : resolveStudent(core, students, true)))
  // Of all readings the one that takes the most words for the name: somebody may be called Low.
  const known = refs.find((ref) => ref !== undefined && (ref === 'anyone' || !('unknown' in ref)))
  const student = known ?? refs.findLast((ref) => ref !== undefined)
  if (student === undefined) return undefined
  return student === 'anyone' ? { intent: 'explain-score' } : { intent: 'explain-score', student }
}

function withoutOpenings(words: readonly Word[]): readonly Word[] {
  const opening = longest(explanationOpenings, startsWith)
  let rest = words
  while (opening(rest) > 0) rest = rest.slice(opening(rest))
  return rest
}

/** What may be the name: with all words at the end, then with ever more of those left out that say what is asked. */
function readingsOf(words: readonly Word[]): (readonly Word[])[] {
  const closing = longest(explanationClosings, endsWith)
  const readings = [words]
  for (let rest = words; closing(rest) > 0; readings.push(rest)) rest = rest.slice(0, -closing(rest))
  return readings
}
