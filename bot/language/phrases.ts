import type { Band, Trend } from '../../data/domain/band'
import { groupings, type Grouping } from '../../data/domain/grouping'
import type { Population, QuestionOf } from './question'

/** Phrases that mean one value of a slot. Adding a synonym is one line; the longest phrase that fits wins. */
export type PhraseTable<Value> = readonly { means: Value; phrases: readonly string[] }[]

export const bandPhrases: PhraseTable<Band[]> = [
  {
    means: ['low', 'none'],
    phrases: [
      'low engagement',
      'low or no engagement',
      'low engaged',
      'poor engagement',
      'poorly engaged',
      'low engaging',
      'not engaging',
      'not engaged',
      'disengaged',
      'struggling',
      'at risk',
      'worried about',
      'worrying',
      'concerned about',
    ],
  },
  { means: ['low'], phrases: ['low band', 'low'] },
  {
    means: ['none'],
    phrases: ['none band', 'no engagement', 'no activity', 'silent', 'inactive', 'gone quiet'],
  },
  { means: ['partial'], phrases: ['partial engagement', 'partially engaged', 'partial band', 'partial'] },
  { means: ['good'], phrases: ['good engagement', 'good band', 'good'] },
  { means: ['high'], phrases: ['high engagement', 'highly engaged', 'high band', 'high'] },
  { means: ['unknown'], phrases: ['unknown band', 'unknown', 'too little data'] },
]

export const trendPhrases: PhraseTable<Trend> = [
  {
    means: 'falling',
    phrases: ['falling', 'dropping', 'declining', 'going down', 'getting worse', 'slipping'],
  },
  { means: 'rising', phrases: ['rising', 'improving', 'recovering', 'going up', 'getting better'] },
  { means: 'steady', phrases: ['steady', 'stable', 'unchanged'] },
]

export const populationPhrases: PhraseTable<Population> = [
  { means: { kind: 'tutees' }, phrases: ['tutees', 'tutee', 'personal tutees'] },
  {
    means: { kind: 'mine' },
    phrases: ['students', 'student', 'everyone', 'everybody', 'anyone', 'anybody', 'learners', 'people'],
  },
]

export const sortPhrases: PhraseTable<'name' | 'score'> = [
  { means: 'name', phrases: ['by name', 'alphabetically', 'in alphabetical order', 'a to z'] },
  { means: 'score', phrases: ['by score', 'lowest first', 'worst first'] },
]

export const universityPhrases: readonly string[] = [
  'whole university',
  'university',
  'whole institution',
  'institution',
]

/** What asks for numbers, not for students. */
export const summaryPhrases: PhraseTable<true> = [
  {
    means: true,
    phrases: [
      'summarise',
      'summarize',
      'summary',
      'overview',
      'breakdown',
      'how many',
      'number of',
      'numbers of',
      'numbers for',
      'count',
      'counts of',
    ],
  },
]

/** "by programme", "per programme". */
export const groupingPhrases: PhraseTable<Grouping> = groupings.map((means) => ({
  means,
  phrases: ['by', 'per', 'by each', 'for each', 'in each'].map((word) => `${word} ${means}`),
}))

export const numberWords: Record<string, number> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twenty: 20,
}

/** Before a number: how many to list. */
export const limitWords: ReadonlySet<string> = new Set(['worst', 'lowest', 'bottom', 'first'])

/** Whole messages that mean one intent, politeness aside. */
export const wholePhrases: PhraseTable<
  QuestionOf<
    'help' | 'greeting' | 'my-access' | 'data-status' | 'privacy' | 'sign-in' | 'sign-out' | 'list-alerts'
  >['intent']
> = [
  {
    means: 'greeting',
    phrases: [
      'hi',
      'hello',
      'hey',
      'hiya',
      'good morning',
      'good afternoon',
      'good evening',
      'hi there',
      'hello there',
    ],
  },
  {
    means: 'help',
    phrases: [
      'help',
      'help me',
      'what can you do',
      'what can i ask',
      'how does this work',
      'menu',
      'commands',
      'start',
    ],
  },
  {
    means: 'my-access',
    phrases: [
      'my access',
      'my roles',
      'my role',
      'what can i see',
      'what may i see',
      'who am i',
      'what do i have access to',
    ],
  },
  {
    means: 'data-status',
    phrases: [
      'data status',
      'status',
      'feeds',
      'how fresh is the data',
      'is the data up to date',
      'how old is the data',
    ],
  },
  { means: 'sign-in', phrases: ['sign in', 'sign me in', 'log in', 'log me in', 'signin', 'login'] },
  { means: 'sign-out', phrases: ['sign out', 'sign me out', 'log out', 'log me out', 'signout', 'logout'] },
  {
    means: 'list-alerts',
    phrases: [
      'alerts',
      'my alerts',
      'list alerts',
      'list my alerts',
      'show alerts',
      'show my alerts',
      'show me my alerts',
      'any alerts',
      'are there any alerts',
      'are there alerts',
      'do i have any alerts',
      'do i have alerts',
      'what alerts do i have',
    ],
  },
  {
    means: 'privacy',
    phrases: ['privacy', 'data protection', 'how is this data used', 'where does the data come from'],
  },
]

/** What a question about one student may begin with, once or several times: "please", "show me", "profile of". */
export const studentOpenings: readonly string[] = [
  'please',
  'can you',
  'could you',
  'i want to see',
  'i need to see',
  'show',
  'show me',
  'open',
  'find',
  'look up',
  'how',
  'how is',
  'hows',
  'profile of',
  'the profile of',
  'profile for',
  'profile',
  'tell me about',
  'what about',
  'student',
  'my student',
  'my tutee',
]

/** What it may end with. */
export const studentClosings: readonly string[] = [
  'doing',
  'getting on',
  'getting along',
  'profile',
  'today',
  'now',
  'please',
  'thanks',
  'thank you',
]

/** A message with one of these asks how a score comes about. */
export const explanationWords: ReadonlySet<string> = new Set(
  'explain explanation why calculated computed worked arithmetic'.split(' '),
)

/** What a question for an explanation may begin with, before the student's name. */
export const explanationOpenings: readonly string[] = [
  'please',
  'can you',
  'could you',
  'show',
  'show me',
  'give me',
  'explain',
  'explain how',
  'explain why',
  'an explanation of',
  'the explanation of',
  'explanation of',
  'the arithmetic of',
  'why',
  'how',
  'is',
  'are',
  'was',
  'has',
  'does',
  'did',
  'the score of',
  'the score for',
  'score of',
  'score for',
  'the scores of',
  'the band of',
  'band of',
  'student',
  'my student',
  'my tutee',
]

/** What it may end with, after the name. */
export const explanationClosings: readonly string[] = [
  'the score',
  'score',
  'the scores',
  'scores',
  'a score',
  'band',
  'calculated',
  'computed',
  'worked out',
  'is',
  'are',
  'was',
  'in the',
  'have a',
  'has a',
  'get a',
  'have such a',
  'so',
  'flagged',
  'please',
  'today',
  'now',
  'low',
  'low score',
  'low engagement',
  'struggling',
  'at risk',
  'none',
  'silent',
  'partial',
  'good',
  'high',
  'unknown',
  'falling',
  'rising',
  'steady',
]

/** Words of other questions, so that a message with one of them names no student. */
export const topicWords: ReadonlySet<string> = new Set(
  `alert alerts attendance library canvas printing submissions data feed feeds programme school faculty university
   level levels week weeks month day days many count number not no without except and or call email`.split(
    /\s+/u,
  ),
)

/** Words that speak of many students, so that a message with one of them names no single student. */
export const slotWords: ReadonlySet<string> = new Set(
  [...bandPhrases, ...trendPhrases, ...populationPhrases].flatMap(({ phrases }) =>
    phrases.flatMap((phrase) => phrase.split(' ')),
  ),
)

/** Words that carry no meaning of their own beside those that ask for numbers. */
export const summaryFillers: ReadonlySet<string> = new Set(['there', 'i', 'study', 'studying'])

/** Words that carry no meaning of their own here. */
export const fillers: ReadonlySet<string> = new Set(
  `show list see view get give find tell display check which who whos what are is am be have has do does did
   me us my mine our i we you the a an of in on for with at to and that those these this please thanks thank can
   could would like want need any all only just now currently doing getting along engagement band bands`.split(
    /\s+/u,
  ),
)
