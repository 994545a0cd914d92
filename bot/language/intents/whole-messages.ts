import { finderOf, wordsIn, type Phrases } from '../pattern'
import type { Word } from '../words'
import type { TalkIntent } from './talk-intent'

/** Whole messages that mean one intent, politeness aside. */
const phrases: readonly Phrases<TalkIntent>[] = [
  {
    means: 'greeting',
    phrases: [
      'hi|hello|hey|hiya|yo|howdy|greetings|morning|afternoon|evening|hallo (there|again|bot|all|everyone)',
      '(hi|hello|hey) good morning|afternoon|evening|day (bot|there|all|everyone)',
      '(hi|hello|hey) how are you|things (today|doing)',
      '(hi|hello|hey) hope you|this are|finds (you) well|good|ok',
      'hi|hello|hey|good hi|hello|hey|day|evening|morning (to) (you)',
      'good morning|afternoon|evening to you',
      'alright (mate)',
      '(are) you there',
      'thank you|u (so|very) (much)',
      'thanks|ta|cheers|nice|great|perfect|lovely|brilliant (a) (lot|so|very|bunch|one) (much) (for) (that|this|your|the|all) (help) (mate|pal|bot|buddy)',
      'thanks|thank|cheers (you) (so) (much) (for) (that|this|your|the) (help) (you) (are) (a) (total) (star|legend|gem)',
      'much appreciated',
      '(ok|okay|great) (thanks|cheers|ta) bye|goodbye|night (now|bye)',
      'bless you (thanks|thank) (you)',
      'ok|okay|great thanks|ta|cheers|thank (you)',
      'see you (later|tomorrow|soon)',
      'hi|hello|hey|hiya|good (there|bot|all|morning|afternoon|evening|day) (bot|all) (i) hope you|this|all (are|is|finds) (you) (doing|keeping) well|ok|good',
      'you are a (total) star|legend|gem|lifesaver',
    ],
  },
  { means: 'sign-in', phrases: ['sign|log (me) in (to|into) (my) (account)', 'signin|login'] },
  {
    means: 'sign-out',
    phrases: [
      '(can|could|i|want|please|you|need|would) (you|want|would|please|like|to|need) (to|like) (to) sign|log|logged (me|us|myself) off|out (of) (my|the|this) (account|bot|session|app|now)',
      'signout|logout|logoff|signoff',
      '(please) end|close (my|the|this) session',
      'disconnect (me|my) (account)',
    ],
  },
  {
    means: 'feedback',
    phrases: [
      '(sorry|oops|no|hmm) (that|this|it) (is|was|looks|seems) (all|totally|just) wrong|incorrect|rubbish|useless|nonsense|unhelpful',
    ],
  },
  {
    means: 'help',
    phrases: ['help (me) (out) (here) (please)', 'menu', 'commands', 'start', 'get|getting started'],
  },
  { means: 'data-status', phrases: ['status', 'feeds', 'freshness'] },
  { means: 'privacy', phrases: ['privacy', 'gdpr'] },
  { means: 'my-access', phrases: ['who am i'] },
]

const polite: ReadonlySet<string> = new Set(
  'please pls plz thanks thank ta cheers you hi hello hey so ok okay right now today just then and also'.split(
    ' ',
  ),
)

const find = finderOf<TalkIntent>(phrases)

/** "Good morning", "sign out please": nothing else is said. */
export function wholeMessage(words: readonly Word[]): { intent: TalkIntent } | undefined {
  const bare = withoutPoliteness(words)
  for (const message of [words, bare]) {
    const found = find(message, {})
    if (found && found.start === 0 && found.end === message.length) return { intent: found.value }
  }
  return undefined
}

function withoutPoliteness(words: readonly Word[]): readonly Word[] {
  const isPolite = ({ norm }: Word): boolean => polite.has(norm)
  const first = words.findIndex((word) => !isPolite(word))
  const last = words.findLastIndex((word) => !isPolite(word))
  return first === -1 ? [] : words.slice(first, last + 1)
}

export const wholeMessageWords: readonly string[] = [...wordsIn(phrases), ...polite]
