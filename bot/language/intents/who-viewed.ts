import { finderOf, wordsIn, type Phrases } from '../pattern'
import type { QuestionOf } from '../question'
import type { Message } from './context'

const looked =
  'looked|looks|look|looking|viewed|views|view|viewing|accessed|accesses|access|opened|opens|opening|checked|checking|reading|searched|browsed|snooping|snooped|consulted|nosy|visited|visitors|pulled'
const somebody =
  'who|whom|anyone|anybody|somebody|someone|everybody|everyone|staff|people|colleague|colleagues|tutor|tutors|persons|which|else|other|others'

const asks: readonly Phrases<'looked' | 'seen'>[] = [
  {
    means: 'looked',
    phrases: [
      `${somebody} (else|of|other|staff|colleagues|people|members|member|tutors|tutor|that|apart|from) (of|staff|me|that|colleagues|else|from|members) (staff|who|me) (have|has|had|is|are|was|were|did|else|been|who) (had|have|been|also|ever|recently|else|staff) (been|a|also|had) ${looked} (at|up|into|in|on)`,
      'who|whom|anyone|anybody|somebody|someone (apart) (from) (me) (has|have|else|had|is) (has|else|been|had) been|had|a|sight|peek|nosy into|of|sight|nosy|at|peek (of|at)',
      'access|accesses|view|viewing|audit|lookup|viewings|views|visitors (log|history|trail|record|report|logs|records|list) (of|for|on|to)',
      'record accesses|views',
      `been ${looked} (at|up) (by) (who|whom|anyone)`,
      'by whom|who',
      'view|access|viewing|audit history|log|trail|record',
      'who|anyone|anybody|someone|somebody (else) (has|have|is) (been) nosing|poking|prying|peeking|peeked|sneaking|digging|rummaging|spying (at|in|into|around|through|on|about)',
      'history of access|views|viewing|viewings|lookups',
      'who|which|what (staff|people|colleagues|else|members) (of) (staff) (can|could) (has|have) (had|used|got|gained) access|sight|view (to|of)',
      'who|staff|colleagues (have|has|else) (have|has) been viewing|looking|reading|checking|opening|accessing|browsing (at)',
      'accesses|lookups|viewers|views|visitors (of|for|to|on)',
      `only one|person who|that (has|have)`,
    ],
  },
  {
    means: 'seen',
    phrases: [
      `${somebody} (else|of|staff|other) (has|have|had|staff|who|is|did|does) (also|ever|else|been|already) seen|saw|sees|see|seeing|read|reads`,
      'only one|person who|that (has|have) seen',
      'who|anyone|anybody|someone|somebody (else) (has|have|is) (been) in|into|inside|through',
    ],
  },
]
const find = finderOf<'looked' | 'seen'>(asks)

/** To have seen a student is to have met them; to have seen their record is not. */
const recordWords: ReadonlySet<string> = new Set(
  'record records profile data page file files information details account info score card engagement dashboard stuff'.split(
    ' ',
  ),
)

/** "who has looked at Aisha's record". */
export function whoViewed({ words, mention }: Message): QuestionOf<'who-viewed'> | undefined {
  const asked = find(words, {})
  if (!asked || !mention) return undefined
  const isOfRecord =
    words.some(({ norm }) => recordWords.has(norm)) || /\d/u.test(words[mention.start]?.norm ?? '')
  if (asked.value === 'seen' && !isOfRecord) return undefined
  return { intent: 'who-viewed', student: mention.student }
}

export const viewingWords: readonly string[] = [
  ...wordsIn(asks),
  ...recordWords,
  'names',
  'sight',
  'lol',
  'query',
]
