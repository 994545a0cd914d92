import { finderOf, wordsIn, type Phrases } from '../pattern'
import type { QuestionOf } from '../question'
import type { Word } from '../words'
import type { Message } from './context'

type Intent = QuestionOf<
  'help' | 'greeting' | 'my-access' | 'data-status' | 'privacy' | 'sign-in' | 'sign-out' | 'feedback'
>['intent']

/** Whole messages that mean one intent, politeness aside. */
const table: readonly Phrases<Intent>[] = [
  {
    means: 'greeting',
    phrases: [
      'hi|hello|hey|hiya|yo|howdy|greetings|morning|afternoon|evening|hallo (there|again|bot|all)',
      '(hi|hello|hey) good morning|afternoon|evening|day (bot|there|all)',
      '(hi|hello|hey) how are you|things (today|doing)',
      'alright (mate)',
      'you there',
      'are you there',
      'thank you|u (so|very) (much)',
      'thanks|ta|cheers (a) (lot|so|very|bunch) (much)',
    ],
  },
  {
    means: 'help',
    phrases: [
      '(can|could|need|i|want|some|get|show) (you|i|need|want|me) (some|please|to) help (me|please|page|menu|us) (out)',
      'i (am) need|stuck|lost|confused|new (help|to this|here)',
      'what can|could|do|does|should|else (else) you|i|it|this|the|bot (bot|else) do|ask|say|type|help|can|answer|know (you|with|me|about|here|for)',
      'what (kind|sort|sorts|kinds|type) (of) questions|things|commands can|could|may|do|should i|you ask|answer|use|do|know',
      'how do|does|can|should|would i|this|you|it|the|we (bot|thing) use|work|start|ask|works|begin (this|you|it|the|with|a) (bot|tool|thing|question|app|here)',
      'how (to) (use) this|it|you (works|work)',
      'menu|commands|start|instructions|guide|manual|examples|options|tips|tutorial',
      '(give|show|list|see|some) (me) (some|the|a) (few|list) (of) (example|available|possible|sample) questions|examples|commands|options|suggestions (i) (can) (ask)',
      'get|getting started',
      'what are|is my|the|your options|commands|capabilities|features|you|this|it (for|bot)',
      'who|what are you|is (bot) (this)',
      'list|show (of|me|your|the|all) (your|the|available) commands',
    ],
  },
  {
    means: 'my-access',
    phrases: [
      '(show|list|check|see|view|what|tell) (me) (is|are) my access|roles|role|permissions|permission|rights|scope|privileges|assignments (here|rights|level|permissions|in|to) (this|the|here) (system|bot|app)',
      'what|who|whose|which (students|data|people|records|student|programmes|information|groups|student) (can|may|could|do|am|should|is|are) i (have|be|am) (allowed|access|permitted|able|see|authorised|entitled|view|to) (to) (to|see|view|access|look|have) (here|at|in) (this|system|bot)',
      'who am i',
      'what|which (level|kind) (of) access|permissions|permission|roles|role do|does|have|am i|my (have|got|in|account) (access|here) (to|have) (see)',
      'what do i have access|permission|rights (to|for)',
      'what (is) visible to me',
      'do|can i have|see access|everyone|all (to) (what|students|everything)',
      'why can|do i not|only see|have (everyone|all|more|other|access|students)',
      'am i a|the personal|programme|level (tutor|leader)',
      'what am i (allowed|able|permitted) (to) see|do|view',
    ],
  },
  {
    means: 'data-status',
    phrases: [
      '(what|show|check|give|is) (me|is) (the) (current) data|feed|feeds|system|canvas|library|attendance|printing status|health|freshness|feeds|state (of) (the) (data|feeds)',
      'status|feeds|freshness (of) (the) (feeds|data|feed|status)',
      'status|state|health of (the|all|your) (data|feeds|feed|canvas|library|attendance|printing|systems|sources) (feed|feeds|data)',
      'how fresh|old|recent|current|late|stale|complete|reliable|up|timely (to|is|are) (date) (is|are) (the|this|your|our|my) (canvas|library|attendance|printing|engagement|student|submissions|latest) (data|feeds|feed|information|figures|numbers|scores)',
      'is|are (the|this|all|your|our) (canvas|library|attendance|printing|engagement|student) (data|feeds|feed|figures|information|everything|numbers) (all) up|fresh|current|late|complete|missing|stale|working|down|broken|ok|okay|running|loaded|in|coming (to|in|through|yet) (date)',
      'when was|were|did|is|does (the|this) (last|latest|canvas|library|attendance|printing|most) (recent) (data|feeds|feed|update|load|refresh|figures|scores) (last|get|be|come|next) (updated|refreshed|loaded|update|refresh|load|come|in|through|arrive|run)',
      'are|is (any|some|there|all) (any) (of) (the) (data) feeds|sources|systems|data|feed (late|missing|down|broken|delayed|working|out|ok|okay|gone) (at) (the) (moment|today|now)',
      'any|which (of) (the) (data) feeds|sources|feed|data|systems (problems|issues|sources|are|is) (are) (late|missing|down|broken|delayed|out|gone|working|behind|today|not) (working|at|coming) (the|in) (moment)',
      'last|latest data (update|refresh|load|upload)',
      'has|have|did (the|all|today|last|yesterday|this) (canvas|library|attendance|printing|night|morning) (data|feeds|feed) (come|been|loaded|arrived|updated|run|gone) (in|loaded|updated|through|refreshed) (yet|today)',
      'data (as) (up) (to) (date|fresh|status|health|freshness)',
    ],
  },
  {
    means: 'privacy',
    phrases: [
      '(show|the|your|see|read) (me) (the|your) privacy|gdpr|confidentiality (notice|policy|statement|information|info|page|compliance)',
      '(student|students) data protection|privacy (policy|notice|information)',
      'how|where|why|what (is|are|do|does|happens) (you|the|this|it|all|to|our|we|my|bot|students|with) (bot|it|student|students|system|use|data|hold|keep|collect|store|to|with|information) (data|information|personal|student|it|about|use|used|with|students|of) (data|information|used|protected|stored|kept|held|come|from|with|about|collected|processed|on|is) (come|from|for|with|data|used|students|collected|about)',
      'where does|do|did|is (the|this|your|all) (student|engagement|personal) data|information|it come|from|stored|held|kept|coming (from)',
      'what|which (personal|student|kind|sort|of) (data|information|of) (data|information) do|does|is|are you|the|this|it|being|we (bot|system|app|hold|held|collected|kept|stored) (hold|collect|keep|store|have|use|process|held|about|on) (about|on|of) (students|student|them|our|the|people|me|my) (students)',
      'how|for how long do|is|are|does|will (you|the|this|it|student|personal) (bot|data|system) keep|kept|hold|held|store|stored|retain|retained (it|the|student|data|students|for|personal) (data|for|information|records)',
      'what (do|happens|does) (you|it|the|to) (bot|do) (with|do) (with) (the|my|our|all|their|this) (students|student|personal) (personal) (data|information)',
      'is|are (this|it|the|student|you|students|my) (data|bot|questions|information|personal) (data) (gdpr|safe|confidential|secure|private|compliant|protected|recorded|being|allowed|legal) (compliant|recorded|logged|tracked)',
      'who|can (can|else) (see|anyone|students|my|others) (see) (what|my) (i) (questions|ask|asked|look|searches|lookups)',
      'are|is my questions|lookups|searches|activity (being) (recorded|logged|tracked|stored|private|audited)',
      'how is (student|the|this|my|students|our|personal) data|information (being) (protected|used|stored|kept|handled|processed|secured)',
      'do students know|see (about|that|i|we) (this|their|am|are) (data|looking)',
      'lawful|legal basis (for|of) (this|processing|the)',
    ],
  },
  { means: 'sign-in', phrases: ['sign|log (me) in (to|into) (my) (account)', 'signin|login'] },
  {
    means: 'sign-out',
    phrases: [
      '(can|could|i|want|please|you|need) (you|want|would|please|like|to|need) (to|like) sign|log|logged (me|us|myself) off|out (of) (my|the|this) (account|bot|session|app|now)',
      'signout|logout|logoff|signoff',
      '(end|close) (my|the|this) session',
      'disconnect (me|my) (account)',
    ],
  },
  {
    means: 'feedback',
    phrases: [
      '(i|would|can|to|could|want|how|where|like|give|leave|have|send|some|need|do|my|id|got) (i|to|would|some|want|like|leave|have|give|send|do) (to|some|like|you|leave|give|send|do|make) (give|leave|some|you|send|make|share|submit|provide) (you|some|a|my|share) feedback|suggestion|complaint|suggestions|complain|comment|comments|idea|compliment (for|on|about|the|you|to|on) (improving|the|you|this|bot|make|how|improvement|a|your) (bot|this|answer|app|team|tool|works|feature)',
      '(i) (want|would|need) (like) (to) report a|an|the|this|some (problem|bug|issue|error|mistake|wrong) (with) (the|this) (bot|answer|app|data)',
      '(that|this|it|the|your|those|these|last) (last|answer|figures|was|is|were|are|data|reply|response|numbers|result|results|list|you|information|score) (answer|you|just|was|is|were|are|not|gave|reply|response|a|looks|look|seems) (me|just|gave|was|is|were|are|the|very|not|a|really|so) (gave|were|are|is|was|the|me|very|what|right|really|not) (wrong|is|are|were|was|me) wrong|incorrect|unhelpful|useless|helpful|great|perfect|inaccurate|rubbish|brilliant|correct|right|good|bad|useful|asked|mistake|confusing|nonsense|excellent|misleading|off (answer|for|about|one|reply|thanks|response|to) (me|thanks)',
      'wrong|bad|good|great|unhelpful|useless|helpful|brilliant|rubbish answer|bot|job|reply|response',
      'you (have) (got|are|were) (got|that|it) (that|it|this|the) wrong|mistaken',
      'you (are) (so|very) (really) useless|helpful|great|brilliant|rubbish|wrong|amazing',
      'not (very|what|at) (all|i) (helpful|useful|right|asked|wanted|correct|meant) (for)',
      'i (really|do) (love|like|hate|dislike) this|the|it|you (bot|app|tool)',
      'something is|looks|seems wrong (here|with) (the|this) (data|answer|figures|score)',
    ],
  },
]

const polite: ReadonlySet<string> = new Set(
  'please pls plz thanks thank ta cheers you hi hello hey so ok okay right now today just then and also'.split(' '),
)

const find = finderOf<Intent, object>(table)

export function wholeMessage({ words }: Message): { intent: Intent } | undefined {
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

export const talkWords: readonly string[] = [...wordsIn(table), ...polite]
