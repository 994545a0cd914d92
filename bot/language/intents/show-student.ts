import { framedStudent, looksLikeId, readyFrame, withoutSlots } from '../frames'
import type { QuestionOf } from '../question'
import { takeSlots } from '../slots'
import type { Message } from './context'

const frame = readyFrame({
  openings: [
    'please|pls|hi|hey|hello|so|and|ok',
    'can|could|would you (please|possibly|just|kindly)',
    'can|could|may i (please|possibly|just) (see|have|get)',
    'i want|need|would (like) to see|know|check (on)',
    'show|give|pull|bring|open|find|view|display|get|fetch|check|see|search|load|pick (me|us|up|out|on|for|in|a) (up|look|quick)',
    'look (up|at|for|into)',
    'what|how',
    'what is|about|of|do|does|has|have (we|you) (have|got|know) (on|about|for)',
    'what|how is|has|does (the|been|going) (situation|story|going|up|latest|like) (with|on|for)',
    'how (is|are|has|was|did|does|often|much|well|many) (has|is|are|was|did|does|times)',
    'is|has|have|was|did|does|do',
    'profile|record|details|info|information|page|card|file|engagement|summary|overview|data|status|update of|for|on|about',
    'the|a|an',
    'profile|record|card|student|details',
    'tell me (more) about',
    'any (news|info|information|update|updates|thing) (on|of|about|from|for)',
    'anything|info|news|update|details on|about|from|of|for',
    'who is',
    'student (no|number|id|called|named)',
    'my student|tutee|tutees',
    'id|number|no',
    'worried|concerned about',
    'i am worried|concerned about',
    'let me|us see',
    'just|quick|quickly',
    'about|on|for|with|of',
  ],
  closings: [
    'doing|getting|going|faring|performing|looking|coping|engaging|engaged|been|progressing (on|along|ok|okay|well|alright)',
    'got|had|has|have|is|was|been|does|did|looks|seem|seems',
    'up to',
    'getting on|along',
    '(student|engagement|full) profile|record|records|page|details|card|info|information|engagement|data|file|status|summary|overview|figures|activity|stats|numbers|progress|update',
    'please|pls|plz|thanks|ta|cheers|today|now|then|lately|recently|overall|currently|generally|again|yet',
    'thank you',
    'at the moment',
    'these days',
    'so far',
    'at all',
    'anything|any|much|often|just|only|the|on|in|to|of|with|and|for|has|have|been|is|does|he|she|they|his|her|their|him|like|how|what|about|me|id|it|was|were|use|used|using',
    'look like',
    'show|open|see (me)',
    'this|that|student',
  ],
})

/** "Aisha", "how is Tom getting on", "Grace's attendance this month", an ID. */
export function showStudent({ words, vocabulary, known }: Message): QuestionOf<'show-student'> | undefined {
  const whole = framedStudent(words, frame, known)
  if (whole && isKnown(whole.student)) return { intent: 'show-student', student: whole.student }
  const { words: rest, slots } = withoutSlots(words, vocabulary)
  const found = framedStudent(rest, frame, known) ?? whole
  if (!found || found.student === 'anyone') return undefined
  if ('unknown' in found.student && !asksForOne(found.student.unknown, found.opened || hasSlots(slots), words, vocabulary))
    return undefined
  return {
    intent: 'show-student',
    student: found.student,
    ...(slots.window && { window: slots.window }),
    ...(slots.source && { source: slots.source.source }),
  }
}

type Student = NonNullable<ReturnType<typeof framedStudent>>['student']

const isKnown = (student: Student): student is Exclude<Student, 'anyone' | { unknown: string }> =>
  student !== 'anyone' && !('unknown' in student)

const hasSlots = (slots: object): boolean => Object.keys(slots).length > 0

/** Words that name nobody are a name where the message asks for somebody, or where they are written as a name is. */
function asksForOne(
  unknown: string,
  opened: boolean,
  words: Parameters<typeof takeSlots>[0],
  vocabulary: Parameters<typeof takeSlots>[1],
): boolean {
  const parts = unknown.split(' ')
  if (parts.length === 1 && (looksLikeId(unknown.toLowerCase()) || /^p-\w{10}$/iu.test(unknown))) return true
  const { slots } = takeSlots(words, vocabulary)
  // Words that name a unit name no unknown student: what was asked of it was not understood.
  if (slots.unit || slots.level !== undefined || slots.bands || slots.trend || slots.limit) return false
  const isWrittenAsName = parts.length >= 2 && parts.length <= 3 && parts.every((part) => /^\p{Lu}\p{Ll}/u.test(part))
  return opened || isWrittenAsName
}

export const showingWords: readonly string[] = frame.words
