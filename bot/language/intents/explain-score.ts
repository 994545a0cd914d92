import { finderOf, wordsIn, type Phrases } from '../pattern'
import type { QuestionOf } from '../question'
import { takeGrouping } from '../slots/groupings'
import type { Message } from './context'

/** What asks how a score comes about: by itself, or beside a word for scores. */
const asks: readonly Phrases<'always' | 'of-scores'>[] = [
  {
    means: 'always',
    phrases: [
      'explain|explanation|explained|justify|justification|why|rationale|reasoning',
      'how come',
      'what|which (sources|source|factors|things|reasons|evidence|data) (is|are|was|were|has|have) (behind|count|counts|counted|led|caused|driving|drove|explains|drives) behind|against|to|caused|driving|explains|drives',
      'what makes|made',
      'on what basis|grounds',
      'reason|reasons (for|behind|why)',
      'what (is|was|has|have) (been) drags|drag|pulls|pulled|dragged|brings|brought|holds|keeps|lowers|lowered',
      'what is|was pulling|dragging|bringing|holding|keeping|pushing',
      'who counts as',
      'do|does not get|understand why',
    ],
  },
  {
    means: 'of-scores',
    phrases: [
      'how is|are|was|were|do|does (you|it|the|a|students|student) (engagement|score|scores|bands|band) measured|measure|judged|judge|assessed|assess|scored|score|produced|generated|generate|classified|classify|assigned|assign',
      'calculating|calculates|measured|measuring|defines|calculated|calculate|calculation|computed|compute|worked|based|basis|derived|determined|decided|arrived|arrive|weighted|weighting|weights|weight|formula|methodology|method|arithmetic|factors|algorithm|maths|criteria',
      'mean|means|meaning|defined|define|definition|difference|counts|matter|matters|contribute|contributes|included|understand|made',
      'what (is|was|lies|goes|went) behind|into',
      'goes|comes|come into|about|from|out',
      'ends|end up',
      'scores|score|it|this|engagement|scoring (scores|score) work|works',
      'behind|into (the|a|this|that|his|her|their) (engagement) score|scores|band|bands|rating',
      'break|walk|talk me|us through',
      'break (it|this|that|score) down',
      'score breakdown',
      'work|works|worked|figure|figured out',
      'put|pulled|made together|up',
      'come|came up with',
      'count|counts towards|for|in',
    ],
  },
]

const scoreWords: ReadonlySet<string> = new Set(
  `score scores scored scoring band bands banding bandings engagement rating ratings indicator low high good partial none flagged
   rated engaging disengaged struggling`.split(/\s+/u),
)

const find = finderOf<'always' | 'of-scores'>(asks)

/** "explain the score of Aisha", "why is Aisha low", "how are scores worked out". */
export function explainScore({ words, mention }: Message): QuestionOf<'explain-score'> | undefined {
  const asked = find(words, {})
  if (!asked || (asked.value === 'of-scores' && takeGrouping(words))) return undefined
  const isOfScores = words.some(({ norm }) => scoreWords.has(norm))
  if (mention && (asked.value === 'always' || isOfScores)) {
    const isGuess = 'unknown' in mention.student && !isAskedOf(words, mention.start, isOfScores)
    if (!isGuess) return { intent: 'explain-score', student: mention.student }
  }
  return isOfScores && (!mention || 'unknown' in mention.student) ? { intent: 'explain-score' } : undefined
}

/** A name of nobody known stands where a name would: after "why is", "of", or before what is asked of it. */
function isAskedOf(words: Message['words'], start: number, isOfScores: boolean): boolean {
  const before = words[start - 1]?.norm ?? ''
  return isOfScores || leads.has(before)
}

const leads: ReadonlySet<string> = new Set(
  'is was has does did of for explain why behind about student says say are mr ms mrs miss'.split(' '),
)

export const explanationWords: readonly string[] = [...wordsIn(asks), ...scoreWords, ...leads]
