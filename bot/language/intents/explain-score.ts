import { framedStudent, readyFrame } from '../frames'
import type { QuestionOf } from '../question'
import type { Message } from './context'

/** A message with one of these asks how a score comes about. */
const asks: ReadonlySet<string> = new Set(
  'explain explanation explained why calculated calculate calculation computed worked work works based basis arithmetic behind reason reasons breakdown come determined decided derived'.split(
    ' ',
  ),
)
/** These need a score, or a band, beside them. */
const onlyOfScores: ReadonlySet<string> = new Set(
  'work works worked based basis behind breakdown come calculate calculated calculation determined decided derived reason reasons goes'.split(' '),
)
const scoreWords: ReadonlySet<string> = new Set(
  'score scores band bands banding engagement rating ratings indicator low high good partial none flagged number'.split(' '),
)

export const explanationFrame = {
  openings: [
    'please|pls|hi|hey|so|and',
    'can|could|would you (please|possibly)',
    'show|give|tell|help (me|us) (to) (understand)',
    'i want|need|would (like) to understand|know',
    'explain (to) (me|us) (how|why|what)',
    'an|the explanation|reason|reasons|basis|arithmetic of|for|behind|why',
    'explanation|reasons|reason of|for|behind',
    'why (exactly|on earth)',
    'how (come|exactly)',
    'what (exactly)',
    'what is|goes|lies|are|makes|made|does (up) behind|into|in|the (reason|reasons) (for|behind|why)',
    'on what basis|grounds',
    'where does|do|did',
    'is|are|was|were|has|have|does|did|do|been',
    'it|you|bot|system|app say|says|think|thinks|saying (that)',
    'into|in|behind',
    'the|a',
    '(the) score|scores|band|bands|rating|engagement of|for',
    'student',
    'my student|tutee',
    'break|walk|talk down|through (me) (through)',
  ],
  closings: [
    '(the|their|a|such|so|engagement|overall) score|scores|band|bands|rating|ratings|indicator|number|engagement',
    'calculated|computed|worked|arrived|determined|decided|derived|made|based|explained (out|at|up|on)',
    'work|works|calculate|come|comes (about|from|out)',
    'is|are|was|were|been|being|come|comes',
    'in|on|as|at|with|into|to|from|by|of|behind (the|a|an)',
    'have|has|having|get|got|getting|given|rated|marked|classed|listed|showing|shown|put|scored|flagged|labelled|down (a|an|as|in|up)',
    'such|so|only|just|very|still|now|suddenly|really',
    'flagged|highlighted (up)',
    'please|pls|today|now|thanks|ta|cheers|exactly',
    'what it|they|he|she is|are',
    'what',
    'it|you|they|i|what|that',
    'low|lower (score|engagement|band|down)',
    'struggling|disengaged',
    '(not|is not) engaging|engaged',
    'at risk',
    'none|silent|partial|good|high|unknown|higher|red|amber|green',
    'falling|rising|steady|dropping|dropped|down|up|gone|going',
  ],
}
const frame = readyFrame(explanationFrame)

/** "explain the score of Aisha", "why is Aisha low", "how are scores worked out". */
export function explainScore({ words, known }: Message): QuestionOf<'explain-score'> | undefined {
  const asking = words.filter(({ norm }) => asks.has(norm) || norm === 'goes')
  const isHowCome = words.some(({ norm }, index) => norm === 'how' && words[index + 1]?.norm === 'come')
  if (asking.length === 0 && !isHowCome) return undefined
  const needsScore = !isHowCome && asking.every(({ norm }) => onlyOfScores.has(norm))
  if (needsScore && !words.some(({ norm }) => scoreWords.has(norm))) return undefined
  const found = framedStudent(words, frame, known)
  if (!found) return undefined
  return found.student === 'anyone' ? { intent: 'explain-score' } : { intent: 'explain-score', student: found.student }
}

export const explanationWords: readonly string[] = [...asks, ...scoreWords, ...frame.words]
