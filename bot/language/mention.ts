import { monthWords, weekdayWords } from './slots/dates'
import type { StudentRef } from './question'
import type { KnownStudents } from './students'
import type { Word } from './words'

/** Where a message names a student. */
export interface Mention {
  student: StudentRef
  start: number
  end: number
}

const mostWords = 5

/** What stands about a name in messages, and is none. */
const besideNames: ReadonlySet<string> = new Set(
  `marked rated classed listed labelled called titled mr mrs ms miss dr prof bother bothers make makes made get gets ever
   whether anything everything something someone dragging pulling pushing bringing snooping consulted file card graph
   trajectory re plot draw graph collectively properly meeting convo seemed says said told asked present absent attending poor bless asking wants wanted needs`.split(
    /\s+/u,
  ),
)
const possessive = /['’]s?$/iu

/** Written with a capital, but nobody's name. */
const namesOfThings: ReadonlySet<string> = new Set([
  ...monthWords,
  ...weekdayWords,
  ...'i canvas teams moodle blackboard vle semester term reading week christmas easter library mba bsc msc phd llb'.split(
    ' ',
  ),
])

/**
 * The student whom a message names: the longest run of words that are all of one name. Where a word beside it may be a name
 * too, it is somebody else that is meant: "Mei So" is not Mei, and whoever means Mei is asked again. Where nobody in scope is
 * named, what is written as a name is.
 *
 * @param isWord which words mean something of their own
 * @param isOfUnit which are of a unit's name, capital or not
 */
export function mentionedStudent(
  words: readonly Word[],
  known: KnownStudents,
  isWord: (norm: string) => boolean,
  isOfUnit: (norm: string) => boolean,
): Mention | undefined {
  const shouted = isShouted(words)
  const mayBeName = (index: number): boolean => {
    const word = words[index]
    if (
      !word ||
      word.norm === '' ||
      namesOfThings.has(word.norm) ||
      isOfUnit(word.norm) ||
      besideNames.has(word.norm) ||
      /^\d/u.test(word.norm)
    )
      return false
    // Part of a unit's code or name, or a word that means something: a name only where it is written as one.
    if (!isWord(word.norm)) return word.norm.length > 1 && !/^(you|we|they)/u.test(word.norm)
    return !shouted && index > 0 && !words[index - 1]?.stop && isName(word)
  }
  for (let size = Math.min(mostWords, words.length); size > 0; size -= 1)
    for (let start = 0; start + size <= words.length; start += 1) {
      const run = words.slice(start, start + size)
      const student = known.named(run, isWord)
      if (!student || (size === 1 && isEveryday(run[0], isWord))) continue
      return withNeighbours(words, { student, start, end: start + size }, mayBeName)
    }
  // In a title every word has a capital.
  const isTitle = words.length >= 4 && words.every(isCapital)
  return writtenAsName(words, (index) => mayBeName(index) && !(isTitle && isWord(words[index]?.norm ?? '')))
}

/** A word that means something, and is not written as a name, names nobody by itself. */
function isEveryday(word: Word | undefined, isWord: (norm: string) => boolean): boolean {
  return word !== undefined && isWord(word.norm) && !isCapital(word)
}

function withNeighbours(
  words: readonly Word[],
  mention: Mention,
  mayBeName: (index: number) => boolean,
): Mention {
  const { start, end } = mention
  if ('unknown' in mention.student || /\d/u.test(words[start]?.norm ?? '')) return mention
  const last = words[end - 1]
  const before =
    start > 0 &&
    !words[start - 1]?.stop &&
    !possessive.test(words[start - 1]?.typed ?? '') &&
    mayBeName(start - 1)
  const after = !last?.stop && !possessive.test(last?.typed ?? '') && mayBeName(end)
  if (!before && !after) return mention
  const [from, to] = [before ? start - 1 : start, after ? end + 1 : end]
  return { student: unknownStudent(words.slice(from, to)), start: from, end: to }
}

/** The first run of up to three words that may all be a name; an ID. */
function writtenAsName(words: readonly Word[], mayBeName: (index: number) => boolean): Mention | undefined {
  const id = words.findIndex(({ norm }) => looksLikeId(norm))
  if (id !== -1) return { student: unknownStudent(words.slice(id, id + 1)), start: id, end: id + 1 }
  const start = words.findIndex(
    (word, index) => mayBeName(index) && (isCapital(word) || !neverBefore.has(words[index - 1]?.norm ?? '')),
  )
  if (start === -1) return undefined
  let end = start + 1
  while (
    end < Math.min(words.length, start + 3) &&
    !words[end - 1]?.stop &&
    !possessive.test(words[end - 1]?.typed ?? '') &&
    mayBeName(end)
  )
    end += 1
  return { student: unknownStudent(words.slice(start, end)), start, end }
}

export const looksLikeId = (norm: string): boolean => /^[a-z]{0,3}\d{4,}$/u.test(norm)

/** The words as they were typed, without a possessive ending. */
const unknownStudent = (words: readonly Word[]): StudentRef => ({
  unknown: words
    .map(({ typed }) => typed)
    .join(' ')
    .replace(/['’]s$/u, ''),
})

/** "Brook", and no "ENGR". */
const isName = ({ typed }: Word): boolean => /^\p{Lu}\p{Ll}/u.test(typed)

/** After one of these no name stands that is not written as one. */
const neverBefore: ReadonlySet<string> = new Set(
  'a an the my our your this that these those more any some no to in on can i we you do does not and or it into from'.split(
    ' ',
  ),
)

const isCapital = ({ typed }: Word): boolean => /^\p{Lu}/u.test(typed)

/** In a message all in capitals a capital says nothing. */
const isShouted = (words: readonly Word[]): boolean =>
  words.every(({ typed }) => typed === typed.toUpperCase())
