import { finderOf, wordsIn, type Phrases } from '../pattern'
import type { QuestionOf } from '../question'
import type { Message } from './context'

const talked =
  'spoke|spoken|speak|talked|talk|contacted|met|meet|seen|saw|emailed|email|called|rang|ring|phoned|phone|messaged|message|chatted|chat|heard|hear|chased|caught|contact'

const asks: readonly Phrases<true>[] = [
  {
    means: true,
    phrases: [
      `when (was|did|were|have|has|is) (i|we|anyone|anybody|somebody|someone|it|the|he|she|they|you) (last|most) (recently|last|time) (i|we|anyone) ${talked}`,
      `(has|have|did|is|was|had) anyone|anybody|somebody|someone|i|we|staff|any|another|a (of|other|else) (us|tutor|colleague|colleagues|staff) (already|yet|ever|been|last|had|recently) (already|been|last) ${talked}`,
      'has|have|had|did anyone|anybody|somebody|someone|i|we|staff (ever|already|recently) been in touch|contact',
      'how long (is|has|ago|since|was) (it|did|since) (been|is|i|we|since) (i|we|anyone|somebody|last) (last)',
      'contact|contacts|meeting|meetings|conversation|conversations|call|calls history|log|notes|record|records|note|logs|timeline|list',
      'history|log|list|record|date of (last|our|my|the|past|previous) contact|contacts|conversations|meetings|calls|conversation',
      '(any|my|our|the|all|previous|past|recent|latest|last|old|earlier|what|file) notes|contacts|conversations|meetings|correspondence|communications|interactions (do|are|have|is|that|staff) (we|there|i|on|you) (for|on|about|with|of|have|there|from|got|file)',
      'previous|past|recent|earlier|last|latest contact|contacts|conversations|meetings|calls|conversation|meeting|call|emails (with|to|from|for|about)',
      'what (was|were|is|did|have|has|had|do) (i|we|anyone|they|he|she) said|say|discussed|discuss|agreed|agree|talked|talk',
      'what i|we|was (last) talked|discussed|said|agreed|spoke',
      'what contact|contacts|conversations',
      'last contact|conversation|meeting|spoke|spoken|contacted|talked|met|saw|person|time (to) (i|we|talk|speak) (spoke|talked|met|saw)',
      `been|ever (ever|already|last|properly) ${talked} (to|with|up) (yet|by|at)`,
      'ever phoned|called|contacted|emailed|met|rung|spoken|messaged',
      `(who|which|what) (other) (of) tutors|tutor|staff|colleagues|us|who (have|has|had|of|us|last) (had|last) (a|any) meetings|meeting|contact|conversations|${talked}`,
      'get|got|getting hold of',
      'already|ever|else (already) followed|followed|chased|spoken|been|contacted up',
      'and i|me|we (last|have) discuss|discussed|agree|agreed|talk|talked|say|said|speak|spoke|meet|met',
      'how many times have|has|did',
      `when (somebody|someone|anyone|anybody|i|we|staff|was) (was|did|has|have) (somebody|someone|anyone|anybody|i|we|staff) last ${talked}`,
      `since when (has|have|did) (nobody|anyone) ${talked}`,
      `nobody (has|have) ${talked}`,
      `no one (has|have) ${talked}`,
      `what (have|did|has|do) (i|we|anyone) (last) (have) logged|recorded|noted|written|put|log|record|note (down)`,
      'time|date (of) (that) (i|we|somebody|someone|anyone) (last) contact|spoke|met|saw|spoken|contacted',
      'what happened (last|the) (last) (time) (when) (i|we) (last) spoke|met|talked|saw',
      'who (was|is) (the) last (person) (to) (have) ' + talked,
      'contact trail|report|summary|details|sheet',
      'timeline of contact|contacts',
      'tell|show|give|see|get (me) (the|my|our|all|any) (previous|past|old|latest|recent|last) notes',
      'chased|contacted|emailed|seen|spoken|met already',
      'interactions|dealings|catchups with',
      'contact|interaction have|has i|we|there|anyone (had|been)',
      'any record|note of (a|any|me|us|my|our) (contact|conversation|meeting|meetings|call|calls|talking|contacting|speaking)',
      'correspondence|communications|interactions (with|to|from)',
    ],
  },
]
const find = finderOf<true>(asks)

/** "when did I last speak to Aisha", "contact history of Tom", "notes on Grace". */
export function contactHistory({ words, mention }: Message): QuestionOf<'contact-history'> | undefined {
  return mention && find(words, {}) && !plans.has(words[0]?.norm ?? '')
    ? { intent: 'contact-history', student: mention.student }
    : undefined
}

/** What begins with one of these orders something for the future. */
const plans: ReadonlySet<string> = new Set('book schedule arrange organise set'.split(' '))

export const historyWords: readonly string[] = wordsIn(asks)
