import { fillers } from '../fillers'
import { looksLikeId, type Mention } from '../mention'
import type { QuestionOf } from '../question'
import { areOnly, takeSlots, type Slots } from '../slots/take-slots'
import { without } from '../words'
import type { Message } from './context'

/** What a question about one student may say beside the name, the time and the source. */
const showing: ReadonlySet<string> = new Set(
  `mr mrs ms miss dr lowdown dashboard everything something seeing coming sees attending speaking searching bother bothers ever actually make made pop display kindly
   information stand stands where things sign behind right minutes mins before after our we worried concerned should ought
   track sources usual keeping mins five four two three six bother plus when last got go gone get gets up his her their at with us me an page everything days band score spoken said was were did been which one e meeting attendance a about activity again all along alright am an and any anything are at been bring
   called can card check cheers concerned coping could currently data days details did display do does
   doing engaged engagement engaging far faring fetch figures file find for from full generally get getting
   give going got had has have he hello her hey hi him his how i id
   in info information into is it just kindly know lately latest let like load look looking
   looks many may me moment more much my named need news no now number numbers of
   often ok okay on only open out overall overview page performing pick please pls plz possibly
   profile progress progressing pull quick quickly recently record records search see seem seems she show situation
   overall picture poor little dear so stats status story student summary ta tell thank thanks that the their then these they
   thing this times to today tutee tutees up update updates us use used using view want
   was we well were what who with worried would yet you`.split(/\s+/u),
)

/** "Aisha", "how is Tom getting on", "Grace's attendance this month", an ID. */
export function showStudent({ words, vocabulary, mention }: Message): QuestionOf<'show-student'> | undefined {
  if (!mention) return undefined
  const { slots, rest } = takeSlots(without(words, mention.start, mention.end), vocabulary)
  if (
    slots.unit ||
    slots.level !== undefined ||
    slots.limit ||
    slots.by ||
    slots.notContactedDays !== undefined
  )
    return undefined
  if (slots.population?.kind === 'tutees' && 'unknown' in mention.student) return undefined
  if (!areOnly(rest, fillers, showing)) return undefined
  // "Male students who are struggling" names nobody: it tells students apart in a way that is not known here.
  if ('unknown' in mention.student && isOfMany(mention.student.unknown, mention.start, words, slots))
    return undefined
  const source = slots.source?.source ?? (isIn(words, mention) ? ('attendance' as const) : undefined)
  // One word alone that names nobody is as likely to be no name.
  if ('unknown' in mention.student && !isWrittenOrAsked(mention.student.unknown, words)) return undefined
  if ('unknown' in mention.student && words.length === 1 && !isName(mention.student.unknown)) return undefined
  return {
    intent: 'show-student',
    student: mention.student,
    ...(slots.window && { window: slots.window }),
    ...(source && { source }),
  }
}

const isOfMany = (unknown: string, start: number, words: Message['words'], slots: Slots): boolean =>
  asksForMany(words, slots) && (!isName(unknown) || words[start - 1]?.norm === 'from')

const asksForMany = (words: Message['words'], { trend, inactiveDays }: Slots): boolean =>
  trend !== undefined || inactiveDays !== undefined || words.some(({ norm }) => many.has(norm))
const many: ReadonlySet<string> = new Set('students tutees learners people those who'.split(' '))

/** "Was Grace in last week": at her lectures. */
const isIn = (words: Message['words'], { start, end }: Mention): boolean =>
  words[end]?.norm === 'in' &&
  /^(was|is|been|has|did)$/u.test(words[start - 1]?.norm ?? '') &&
  /^(last|this|today|yesterday|on|since|at|all|much)?$/u.test(words[end + 1]?.norm ?? '')

/** Words that mean nothing are a name where they are written as one, or after what asks for somebody. */
function isWrittenOrAsked(unknown: string, words: Message['words']): boolean {
  const isNonsense = unknown
    .split(' ')
    .every((word) => /^\p{Ll}/u.test(word) && !/[aeiouy]/u.test(word.replace(/^./u, '')))
  return !isNonsense && (isName(unknown) || words.length > unknown.split(' ').length)
}

const isName = (typed: string): boolean =>
  /^\p{Lu}\p{Ll}/u.test(typed) || looksLikeId(typed.toLowerCase()) || /^p-?\w{10}$/iu.test(typed)

export const showingWords: readonly string[] = [...showing]
