import { fillers, summaryFillers } from '../fillers'
import { finderOf, wordsIn, type Phrases } from '../pattern'
import type { Source } from '../../../data/domain/source'
import type { QuestionOf, StudentRef, Window } from '../question'
import { areOnly, takeSlots } from '../slots/take-slots'
import { takeTrend } from '../slots/trends'
import { gap, without, type Word } from '../words'
import type { Message } from './context'

/** What asks how something has changed. */
const asks: readonly Phrases<true>[] = [
  {
    means: true,
    phrases: [
      '(the) (engagement) trend|trends|trajectory|trendline (of|for|in|over|line|look|looking|like)',
      '(going|gone|heading|moving|trending|been|went|go) (going) up or down|downhill',
      '(gone|going) down or up',
      'getting|got better or worse',
      'getting|got worse or better',
      'improving|improved|rising|better or declining|declined|falling|slipping|worse|worsening|deteriorating|dropping|not|getting (worse)',
      'changed|changing|evolved|developed|moved|shifted|varied (over|across) (time)',
      'fared|fare over|across time',
      'much|any|what|the change|difference (in|over|has)',
      '(over|across) time',
      '(which) (way) (is|are) heading|trending|tracking',
      'direction (of) (travel|engagement)',
      'graph|graphs|chart|charts|trendline|line|curve|evolution|progression (graph) (of|for)',
      '(been) growing|climbing|rising|improving|recovering|increasing|up|falling or shrinking|dipping|falling|rising|declining|down|recovering|dropping',
      'heading|going|moving|been (collectively) up or down',
      'climbing|rising|growing|improving or dipping|falling|shrinking|sinking',
      'going downhill|down|up|backwards|forwards or recovering|improving|up|down|backwards|forwards',
      '(got|gotten|getting|any) (any) better (lately|recently)',
      'turned|turning a corner',
      'more|less (engaged) than (they|she|he|it) (were|was|used) (to)',
      'more|less engaged',
      'which way|direction (is|are|has|have) (going|heading|moving)',
      'compared (to|with) before',
    ],
  },
]
const find = finderOf<true>(asks)

/** "trend for Aisha since reading week", "is Aisha improving?", "has level 5 gone up or down". */
export function trend(message: Message): QuestionOf<'trend'> | undefined {
  const alone = ofStudentAlone(message)
  if (alone) return alone
  const asked = find(message.words, {})
  const plain = asked ? blanked(message.words, asked.start, asked.end) : withoutTrendAsked(message.words)
  if (!plain) return undefined
  return ofStudent(plain, message) ?? ofPopulation(plain, message)
}

/** "Zoë Baker: improving?", "Tom slipping": a student, how they move, and nothing else. */
function ofStudentAlone({ words, mention, vocabulary }: Message): QuestionOf<'trend'> | undefined {
  if (!mention || 'unknown' in mention.student || words.some(({ norm }) => asksForSome.has(norm)))
    return undefined
  const { slots, rest } = takeSlots(without(words, mention.start, mention.end), vocabulary)
  const { trend: moves, source, window, population: _, ...others } = slots
  if (!moves || Object.keys(others).length > 0 || !areOnly(rest, fillers)) return undefined
  return trendOf(mention.student, source?.source, window)
}

/** "Is Aisha improving" asks for a trend; "is anyone improving" asks for students. */
function withoutTrendAsked(words: readonly Word[]): readonly Word[] | undefined {
  const begins = words.some(
    ({ norm }, index) =>
      beginsQuestion.has(norm) &&
      (norm === 'whether' ||
        index === 0 ||
        words[index - 1]?.stop === true ||
        words.slice(0, index).every(({ norm: before }) => politeness.has(before))),
  )
  if (!begins) return undefined
  if (words.some(({ norm }) => asksForSome.has(norm))) return undefined
  const found = takeTrend(words)
  return found && blanked(words, found.start, found.end)
}

/** The words with gaps for those from `start` to before `end`, so that the others keep their places. */
const blanked = (words: readonly Word[], start: number, end: number): Word[] =>
  words.map((word, index) => (index >= start && index < end ? gap : word))

const politeness: ReadonlySet<string> = new Set('please pls hi hey so hello ok and'.split(' '))
const beginsQuestion: ReadonlySet<string> = new Set('is are has have did does whether'.split(' '))
const asksForSome: ReadonlySet<string> = new Set(
  'any anyone anybody who which someone somebody list show'.split(' '),
)

function ofStudent(
  words: readonly Word[],
  { vocabulary, mention }: Message,
): QuestionOf<'trend'> | undefined {
  if (!mention) return undefined
  const rest = without(words, mention.start, mention.end)
  const { slots } = takeSlots(rest, vocabulary)
  // Words that name a group name no unknown student.
  if ('unknown' in mention.student && (slots.unit ?? slots.level ?? slots.population)) return undefined
  return trendOf(mention.student, slots.source?.source, slots.window)
}

const trendOf = (
  student: StudentRef,
  source: Source | undefined,
  window: Window | undefined,
): QuestionOf<'trend'> => ({ intent: 'trend', student, ...(source && { source }), ...(window && { window }) })

function ofPopulation(words: readonly Word[], message: Message): QuestionOf<'trend'> | undefined {
  const { vocabulary } = message
  // "Sorted by trend" asks for a list.
  if (takeSlots(message.words, vocabulary).slots.sort) return undefined
  const { slots, rest } = takeSlots(words, vocabulary)
  const { level, source, window } = slots
  if (!areOnly(rest, fillers, summaryFillers)) return undefined
  if (slots.bands || slots.limit || slots.by || slots.trend) return undefined
  const population = slots.unit ?? slots.population
  return {
    intent: 'trend',
    population: population ?? { kind: 'mine' },
    ...(level !== undefined && { level }),
    ...(source && { source: source.source }),
    ...(window && { window }),
  }
}

export const trendWords: readonly string[] = wordsIn(asks)
