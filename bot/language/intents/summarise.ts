import { fillers, summaryFillers } from '../fillers'
import { finderOf, wordsIn, type Phrases } from '../pattern'
import type { QuestionOf } from '../question'
import { takeGrouping } from '../slots/groupings'
import { areOnly, takeSlots, type Slots } from '../slots/take-slots'
import { without } from '../words'
import type { Message } from './context'

/** What asks for numbers, not for students. */
const asks: readonly Phrases<'numbers'>[] = [
  {
    means: 'numbers',
    phrases: [
      'summarise|summarize|summary|overview|breakdown|rundown|totals|stats|statistics|figures|numbers|snapshot',
      'how many|much (of) (the) (students|people|learners)',
      'means|averages (of|for)',
      'how many|much percent|per (cent) (of)',
      'average|aggregate|aggregated|combined',
      'roundup|synopsis|profile|dashboard|digest|briefing|lowdown|glance|compare|comparison',
      'round up (of)',
      'health check',
      'update|picture|situation|news|view|insight|info|information|report of|on|about|for|with|in',
      'at a glance',
      'big|general|overall|broad|quick picture|view',
      '(the) number|numbers|count|counts|percentage|proportion|share of|for',
      'count|headcount|tally|distribution|spread|split|digest|recap|sum|tot|totals|total|crunch|crunching (up)',
      'break (it|them) down',
      'number crunching',
      'sum|tot up',
      '(a) state of',
      'overall',
      'what percentage|proportion|share|number (of)',
      '(overall|general|whole|big) picture (of|for)',
      'state of play',
      'headline|key figures|numbers|stats (for|of)',
      '(the) situation (of|for|in|with)',
    ],
  },
]

/** What may ask how a group does. */
const asksHow: readonly Phrases<'doing'>[] = [
  {
    means: 'doing',
    phrases: [
      'how (well) is|are|was|were|has|have|do|does|did',
      'how',
      'what like',
      'what is|are|does|was',
      'is|are|has|have|was|were',
    ],
  },
]

/** After "how is …". */
const states: readonly Phrases<true>[] = [
  {
    means: true,
    phrases: [
      'settling|doing|do|getting|coming|going|faring|fared|performing|coping|managing|engaging|engaged|looking|progressing (on|along) (overall|generally|now|at the moment)',
      '(engagement) look|looking|been like|been (doing|going)',
      'engagement|doing|like|looking|look|performing|engaging|going|faring|fare|fared|behaving|shaping (up) (with)',
      'been',
      'on with',
      'getting|got|get on|along (with)',
      'shaping up',
      'it going with|for|in',
      'things going|looking|with|in|for',
    ],
  },
]

const findAsk = finderOf<'numbers'>(asks)
const findHow = finderOf<'doing'>(asksHow)
const findState = finderOf<true>(states)

/** "how many second years are struggling", "computer science by level", "how is level 5 doing since reading week". */
export function summarise({ words, vocabulary }: Message): QuestionOf<'summarise'> | undefined {
  // "Band distribution": what it is by, before what asks for numbers.
  const grouped = takeGrouping(words)
  const said = grouped?.rest ?? words
  const asked = findAsk(said, {}) ?? findHow(said, {})
  const isDoing = asked?.value === 'doing'
  if (isDoing && (asked.start > openingWords || words.some(({ norm }) => picks.has(norm)))) return undefined
  const plain = asked ? without(said, asked.start, asked.end) : said
  const taken = takeSlots(isDoing ? withoutState(plain) : plain, vocabulary)
  const slots: Slots = { ...taken.slots, ...(grouped && { by: grouped.value }) }
  if (!areOnly(taken.rest, fillers, summaryFillers)) return undefined
  const isAsked = isDoing
    ? isAboutGroup(slots) && (findState(plain, {}) !== undefined || isPast(words))
    : asked?.value === 'numbers' || slots.by !== undefined
  if (!isAsked && !isTopic(words, slots)) return undefined
  if (slots.trend || slots.limit || slots.inactiveDays !== undefined || slots.notContactedDays !== undefined)
    return undefined
  if (slots.unit && slots.population?.kind === 'tutees') return undefined
  return summaryQuestion(slots)
}

/** Who asks for some asks for no summary. */
const picks: ReadonlySet<string> = new Set('who anyone anybody someone somebody'.split(' '))

/** "So, how is …": a few words may stand before. */
const openingWords = 4

function withoutState(words: Message['words']): Message['words'] {
  const found = findState(words, {})
  return found ? without(words, found.start, found.end) : words
}

/** "How was level 5" needs no word for how it does. */
const isPast = (words: Message['words']): boolean =>
  words[0]?.norm === 'how' && ['was', 'were', 'is', 'are', 'did', 'well'].includes(words[1]?.norm ?? '')

/** "Attendance in cyber last week", "engagement, second-year historians": what of a group, and whom it has is not asked. */
function isTopic(words: Message['words'], slots: Slots): boolean {
  if (slots.source?.lack !== undefined || slots.bands || !isAboutGroup(slots)) return false
  if (words.some(({ norm }) => asksForSome.has(norm))) return false
  const at = words.findIndex(({ norm }) => topics.has(norm))
  return at !== -1 && (slots.source !== undefined || (at === 0 && (slots.unit ?? slots.level) !== undefined))
}
const topics: ReadonlySet<string> = new Set(
  'attendance engagement usage use activity visits submissions logins printing figures loans'.split(' '),
)
const asksForSome: ReadonlySet<string> = new Set(
  'who which whose any anyone anybody list students people those find with'.split(' '),
)

/** "How is" asks about a group how it does; "is anybody low" asks for students. */
function isAboutGroup(slots: Slots): boolean {
  if (slots.source?.lack || slots.bands || slots.trend || slots.limit || slots.inactiveDays !== undefined)
    return false
  const group = slots.unit ?? slots.level ?? slots.population
  return group !== undefined && !slots.sort
}

export const summaryWords: readonly string[] = [...wordsIn(asks), ...wordsIn(asksHow), ...wordsIn(states)]

/** The numbers that slots ask for. */
export function summaryQuestion({ unit, population, ...slots }: Slots): QuestionOf<'summarise'> {
  const { level, by, bands, source, window } = slots
  return {
    intent: 'summarise',
    population: unit ?? population ?? { kind: 'mine' },
    ...(level !== undefined && { level }),
    ...(by && { by }),
    ...(bands && { bands }),
    ...(source && { source: source.source }),
    ...(window && { window }),
  }
}
