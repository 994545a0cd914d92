import { fillers, summaryFillers } from '../fillers'
import { framedStudent, readyFrame, withoutSlots } from '../frames'
import { finderOf, wordsIn, type Phrases } from '../pattern'
import type { QuestionOf } from '../question'
import { areOnly, takeSlots } from '../slots'
import { takeTrend } from '../slots/trends'
import { without, type Word } from '../words'
import type { Message } from './context'

/** What asks how something has changed. */
const asks: readonly Phrases<true>[] = [
  {
    means: true,
    phrases: [
      '(the) (engagement) trend|trends|trajectory|trendline (of|for|in|over|line|look|looking|like)',
      '(going|gone|heading|moving|trending|been|been going) up or down',
      '(gone|going) down or up',
      'getting|got better or worse',
      'getting|got worse or better',
      'improving|improved|rising|better or declining|declined|falling|slipping|worse|worsening|deteriorating|dropping|not|getting (worse)',
      'changed|changing|change|evolved|developed|moved|shifted|varied (over|across) (time)',
      '(over|across) time',
      'which way|direction (is|are|has|have) (going|heading|moving)',
      'compared (to|with) before',
    ],
  },
]
const find = finderOf<true, object>(asks)

const frame = readyFrame({
  openings: [
    'please|pls|hi|hey|so',
    'can|could you (please|possibly)',
    'show|give|plot|graph|chart|see|tell|draw (me)',
    'is|are|has|have|was|did|does|do',
    'how is|are|has|have|did|does|much has|was',
    'what is|was|are (the)',
    'the|a|of|for|in',
    'student',
  ],
  closings: [
    'been|being|going|doing|is|are|has|have|look|looking|like',
    'at all|please|pls|thanks|cheers|now|lately|recently|overall|today|ta',
    'engagement|score|activity|scores|use|usage|data|figures',
    'for|of|in|the',
    'any|much',
    'improve|improved|improving|over',
  ],
})

/** "trend for Aisha since reading week", "is Aisha improving?", "has level 5 gone up or down". */
export function trend(message: Message): QuestionOf<'trend'> | undefined {
  const asked = find(message.words, {})
  const plain = asked ? without(message.words, asked.start, asked.end) : withoutTrendAsked(message.words)
  if (!plain) return undefined
  return ofStudent(plain, message) ?? ofPopulation(plain, message)
}

/** "Is Aisha improving" asks for a trend; "is anyone improving" asks for students. */
function withoutTrendAsked(words: readonly Word[]): readonly Word[] | undefined {
  const first = words.findIndex(({ norm }) => !politeness.has(norm))
  if (!beginsQuestion.has(words[first]?.norm ?? '')) return undefined
  if (words.some(({ norm }) => asksForSome.has(norm))) return undefined
  return takeTrend(words)?.rest
}

const politeness: ReadonlySet<string> = new Set('please pls hi hey so hello ok and'.split(' '))
const beginsQuestion: ReadonlySet<string> = new Set('is are has have did does'.split(' '))
const asksForSome: ReadonlySet<string> = new Set('any anyone anybody who which someone somebody'.split(' '))

function ofStudent(words: readonly Word[], { vocabulary, known }: Message): QuestionOf<'trend'> | undefined {
  const { words: rest, slots } = withoutSlots(words, vocabulary)
  const student = [words, rest].map((each) => framedStudent(each, frame, known)?.student)
  const named = student.find((each) => each && each !== 'anyone' && !('unknown' in each)) ?? student.at(-1)
  if (!named || named === 'anyone') return undefined
  if ('unknown' in named && takeSlots(words, vocabulary).slots.unit) return undefined
  return {
    intent: 'trend',
    student: named,
    ...(slots.source && { source: slots.source.source }),
    ...(slots.window && { window: slots.window }),
  }
}

function ofPopulation(words: readonly Word[], { vocabulary }: Message): QuestionOf<'trend'> | undefined {
  const { slots, rest } = takeSlots(words, vocabulary)
  const { level, source, window } = slots
  if (!areOnly(rest, fillers, summaryFillers)) return undefined
  if (slots.bands || slots.limit || slots.by || slots.trend) return undefined
  const population = slots.unit ?? slots.population
  return {
    intent: 'trend',
    ...(population && { population }),
    ...(level !== undefined && { level }),
    ...(source && { source: source.source }),
    ...(window && { window }),
  }
}

export const trendWords: readonly string[] = [...frame.words, ...wordsIn(asks)]
