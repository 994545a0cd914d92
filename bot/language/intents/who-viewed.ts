import { framedStudent, readyFrame } from '../frames'
import { finderOf, wordsIn, type Phrases } from '../pattern'
import type { QuestionOf } from '../question'
import type { Message } from './context'

const asks: readonly Phrases<true>[] = [
  {
    means: true,
    phrases: [
      'who|anyone|anybody|somebody|staff|which|people (else) (staff|of|colleagues) (has|have|else|had|been) (has|have|else|been|also) (been) looked|viewed|seen|accessed|opened|looking|viewing|checked|checking|read|searched (at|up|into|for|on)',
      'who looks|views|accesses|opens|sees|viewed|looked|saw|opened|accessed (at)',
      'access|view|viewing|audit log|history|trail|record|logs (of|for|on)',
      'who viewed|looked',
      'audit (of)',
      'been looked|viewed|accessed|opened by (who|whom|at)',
    ],
  },
]
const find = finderOf<true, object>(asks)

const frame = readyFrame({
  openings: [
    'please|pls|hi|hey|so|and',
    'can|could you (please|possibly)',
    'show|give|tell|list|get|see (me|us)',
    'i want|need|would (like) to know|see|check',
    '(show|tell) (me) who|which|has|anyone|anybody|staff|people|colleagues (else|staff|of|members|member)',
    'has|have|had|been|else|is|are|was|were|also|recently|ever',
    'looked|looking|look|viewed|viewing|view|seen|saw|accessed|accessing|opened|opening|checked|checking|read|searched (at|up|into|for|on|in)',
    'the|a|an|full',
    '(the) access|view|viewing|audit|lookup log|history|trail|logs|record|records (of|for|on)',
    'audit (of|for|trail)',
    'of|for|on|at|by|in|to|who is',
    '(the) record|records|profile|data|page|file|information|details of|for|on|about',
    'student',
    'my student|tutee',
  ],
  closings: [
    '(student|engagement|own) record|records|profile|data|page|file|information|details|card|account|info|score',
    'please|pls|thanks|ta|cheers|lately|recently|today|yet|before|ever|too|already',
    'so far',
    'this week|month|term|semester',
    'besides|except|but me',
    'apart|other from|than me',
    'in|on|at (the) (system|bot|here)',
    'been|has|have|was|were (looked|viewed|accessed|opened) (at) (by) (who|whom)',
    'by (who|whom|anyone)',
    'since|in|over|during (the) (last|past) month|week|fortnight',
  ],
})

/** "who has looked at Aisha's record". */
export function whoViewed({ words, known }: Message): QuestionOf<'who-viewed'> | undefined {
  if (!find(words, {})) return undefined
  const found = framedStudent(words, frame, known)
  return found && found.student !== 'anyone' && found.opened
    ? { intent: 'who-viewed', student: found.student }
    : undefined
}

export const viewingWords: readonly string[] = [...frame.words, ...wordsIn(asks)]
