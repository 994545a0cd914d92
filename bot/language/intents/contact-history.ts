import { framedStudent, readyFrame } from '../frames'
import { finderOf, wordsIn, type Phrases } from '../pattern'
import type { QuestionOf } from '../question'
import type { Message } from './context'

const talked = 'spoke|spoken|speak|talked|talk|contacted|contact|met|meet|seen|see|saw|emailed|email|called|call|rang|ring|phoned|phone|messaged|message|chatted|chat|heard|hear|been|chased|caught'

const asks: readonly Phrases<true>[] = [
  {
    means: true,
    phrases: [
      `when|who did|was|has|have (i|we|anyone|anybody|somebody|someone|it|the|he|she|they|you|that|tutor) (last|the|most) (recently|last) (${talked}|time|contacted|contact|conversation|meeting)`,
      `when (was) (the) last time|contact|conversation|meeting|call|chat|email`,
      `has|have|did|is|was|had anyone|anybody|somebody|someone|i|we|staff|any|another|a (of|other) (us|tutor|colleague|colleagues|staff) (already|yet|ever|been|last|had|recently) (already|been) ${talked}`,
      `how long (is|has|ago|since|was) (it|did|since) (been|is|i|we) (since) (i|we|anyone|somebody) (last) (${talked})`,
      `contact|contacts|meeting|conversation|call|meetings history|log|notes|record|records|note|logs|timeline|list`,
      '(any|my|our|the|show|see|all|previous|past|recent|latest|last|what) notes|contacts|conversations|meetings|contact (do|are|have|is) (we|there|i|on) (for|on|about|with|of|have|there|from)',
      '(previous|past|recent|earlier|last|all|latest) contact|contacts|conversations|meetings|calls|conversation|meeting|call|emails with|to|from|for',
      'history of contact|contacts|conversations|meetings|calls',
      `what was|did|have|has|were (said|i|we|anyone|discussed|the|agreed) (say|talk|about|discuss|said|last) (in|to|with|at|on|about)`,
      'last contact|conversation|meeting|spoke|spoken',
    ],
  },
]
const find = finderOf<true, object>(asks)

const frame = readyFrame({
  openings: [
    'please|pls|hi|hey|so|and',
    'can|could you (please|possibly)',
    'show|give|tell|list|get|see|pull|bring|open|find|check (me|us|up)',
    'when|what|who|how|has|have|had|did|was|were|is|are|do|does|been|any|long|often|ago',
    'i|we|us|me|my|our|anyone|anybody|somebody|someone|it|he|she|they|you|staff|colleague|colleagues|tutor|else|another|other|member|of',
    `${talked} (up|in) (to|with|from|about|at|touch)`,
    'to|with|from|about|at|for|on|of|in|by|touch|that|since',
    'last|latest|most|recently|recent|previous|past|earlier|already|ever|yet|all|time|full|the|a|an|there',
    'contact|contacts|conversation|conversations|meeting|meetings|notes|note|history|log|logs|record|records|call|calls|emails|timeline|chats|file',
    'said|say|discussed|discuss|agreed|talk|happened|happen|held|hold|recorded|logged|kept|written|down',
    'student',
    'my student|tutee',
  ],
  closings: [
    'please|pls|thanks|ta|cheers|lately|recently|today|yet|before|ever|already|about|last|now',
    'so far',
    'this term|semester|week|month',
    '(contact|meeting|conversation) history|notes|note|log|contacts|record|records|logs|timeline|contact',
    'been (last) (contacted|spoken|met|seen|emailed|called) (to|with|by) (anyone|anybody|us|me|someone)',
    'contacted|spoken|met|seen|emailed|called|heard|chased (to|with|by|from) (anyone|anybody|us|me|someone)',
    'on file|record',
    'by (anyone|anybody|us|me|someone)',
    'and what was said',
  ],
})

/** "when did I last speak to Aisha", "contact history of Tom", "notes on Grace". */
export function contactHistory({ words, known }: Message): QuestionOf<'contact-history'> | undefined {
  if (!find(words, {})) return undefined
  const found = framedStudent(words, frame, known)
  return found && found.student !== 'anyone' && found.opened
    ? { intent: 'contact-history', student: found.student }
    : found && found.student !== 'anyone' && !('unknown' in found.student)
      ? { intent: 'contact-history', student: found.student }
      : undefined
}

export const historyWords: readonly string[] = [...frame.words, ...wordsIn(asks)]
