import { finderOf, wordsIn, type Phrases } from '../pattern'
import type { Message } from './context'
import type { TalkIntent } from './talk-intent'

/** What says an intent anywhere in a message that names no student. */
const strong: readonly Phrases<TalkIntent>[] = [
  {
    means: 'sign-out',
    phrases: [
      'sign|log|signed|logged (me|us|myself|this|my|account|the) (account|session|out) (out|off) out|off',
      'sign|log out|off',
      'signout|logout|logoff|signoff',
      'disconnect (me|my) account',
      'sign|log (me|this|my) (account) out|off',
    ],
  },
  {
    means: 'privacy',
    phrases: [
      'privacy|gdpr|confidentiality|confidential',
      'data protection',
      'legal|lawful basis (for|of)',
      'data retention',
      'retention period|policy|rules',
    ],
  },
  {
    means: 'feedback',
    phrases: [
      'feedback|suggestion|suggestions|complaint|complain',
      'wrong|incorrect|bad|rubbish|useless|unhelpful|great|brilliant|good answer|response|reply|job (mate)',
      '(report|found) (a) bug|problem|issue (with) (the|this) bot',
      'no help (at all)',
      '(that|this|it) (is|was) not what i (was|am) (after|asked|wanted|meant|want|looking|need|needed) (for)',
      'not the answer|right (answer|one|list|student)',
      'report a|an|this bug|problem|issue|fault|error|mistake',
      'tell the developers|developer|team',
      'made|makes no sense',
      '(really|very|so|not|was|is) useful|helpful (well) (done|thanks)',
      'well done',
    ],
  },
]

const find = finderOf<TalkIntent>(strong)

/** What says an intent by itself, whatever else is said, as long as no student is named. */
export function strongPhrase({ words, mention, isWord }: Message): { intent: TalkIntent } | undefined {
  if (mention && !('unknown' in mention.student)) return undefined
  const found = find(words, {})
  const unknown = words.filter(({ norm }) => !isWord(norm)).length
  return found && unknown <= 2 ? { intent: found.value } : undefined
}

export const strongWords: readonly string[] = wordsIn(strong)
