import { readerOf, wordsIn, type Phrases } from './pattern'

/** How a message begins that goes on from the one before. */
const cues: readonly Phrases<true>[] = [
  {
    means: true,
    phrases: [
      'and|but|also|now|then|ok|okay|so|or|instead|plus|same|again (what|how|only|just|now|for|with|show|the) (about|for|me) (the|just|only) (ones|those|for)',
      'what|how about (the|just|only|for) (ones|those)',
      '(show|now|and|keep|give) (me) only|just (show|me|the|for|those|them|in|at|since) (ones|those|me|the|who|with|in|at)',
      'same (again|thing|question|list) (but|for|with)',
      'make|cut|change|narrow|limit|filter|restrict|switch|keep|reduce (it|that|this|them|down) (down) (to|by) (the|just|only|show)',
      'sort|order|rank|split|break|group|put (it|that|this|them|those|down) (down|out)',
      'based on',
      '(can|could) (you) put|sort|order (those|them|it|that) (in|by)',
      '(can|could) (you) show those|them|it|that (in|by)',
      'for|with|without|not|except|excluding|by|since|in|at|those|of (those|these|them) (who|in|the)',
      'which of those|these|them (are|is|have)',
      'try|use (it|with|for)',
      'leave|take out',
      'remove|drop|ignore (the)',
    ],
  },
]
/** Reads how a message begins that goes on: "and", "what about", "only the". */
export const readCue = readerOf(cues, {}, () => true as const)

/** What stands in a message that goes on, and means nothing of its own. */
export const cueWords: ReadonlySet<string> = new Set([
  ...wordsIn(cues),
  'one',
  'ones',
  'those',
  'please',
  'pls',
  'instead',
  'too',
  'as',
  'well',
])
