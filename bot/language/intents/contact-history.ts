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
      'last contact|conversation|meeting|spoke|spoken|spoken|contacted|saw|talked|met',
      'last person to talk|speak|see|contact|meet',
      `been|ever (ever|already|last) ${talked} (to|with) (yet|by|at)`,
      'ever phoned|called|contacted|emailed|met|rung',
      'correspondence|communications|communication|interactions (with|to|from) (date)',
      'old|earlier|my|previous|past|any|our notes|contact|contacts|conversations|meetings (about|on|from|with|for|of)',
      `(who|which|what) (tutors|tutor|staff|colleagues|contact) have|has|who|had (had) (a) meetings|meeting|contact|conversations|${talked} (to|with)`,
      'who spoke|talked|met|saw|emailed|called|rang',
      'get|got hold of',
      'already followed|spoken|been|contacted up',
      'what (i|we|was|is|did) (was|talked|spoke|spoken|discussed|said|agreed) (i|we) (talked|discussed|said|agreed|about) (about|with|in)',
      'date of last contact',
      'how many times have (i|we)',
    ],
  },
]
const find = finderOf<true, object>(asks)

/** "when did I last speak to Aisha", "contact history of Tom", "notes on Grace". */
export function contactHistory({ words, mention }: Message): QuestionOf<'contact-history'> | undefined {
  return mention && find(words, {}) ? { intent: 'contact-history', student: mention.student } : undefined
}

export const historyWords: readonly string[] = wordsIn(asks)
