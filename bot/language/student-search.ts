import type { StudentName } from '../../data/queries/student-names'
import { knownStudents } from './students'
import { normalise, wordsOf } from './words'

/** Fewer letters would fit almost anybody. */
const fewestLetters = 3

/** The most words of a name. */
const mostWords = 5

/** Whether a text can find anybody, whoever the students are. */
export function canFind(text: string): boolean {
  const words = partsOf(text)
  return words.join('').length >= fewestLetters && words.length <= mostWords
}

/**
 * The students whom somebody looks for while they still type: a whole ID, or words that are each the beginning of another
 * word of the name, in any order. Whose name has all of them whole comes first, then by name. Where nobody fits so, whom
 * the words would name in a message, one letter off.
 */
export function searchedStudents(text: string, students: readonly StudentName[]): string[] {
  if (!canFind(text)) return []
  const words = partsOf(text)
  const fitting = students
    .map((student) => ({ student, parts: partsOf(nameOf(student)) }))
    .filter(({ parts }) => begin(words, parts))
    .sort(
      (a, b) =>
        Number(isWhole(words, b.parts)) - Number(isWhole(words, a.parts)) || byName(a.student, b.student),
    )
  if (fitting.length > 0) return fitting.map(({ student }) => student.student_id)
  const named = knownStudents(students).named(wordsOf(text))
  if (!named || 'unknown' in named) return []
  return 'id' in named ? [named.id] : named.candidates
}

/** "O’Brien" is one word, "Smith-Jones" two. */
const partsOf = (text: string): string[] =>
  text
    .split(/[\s\p{Pd},;]+/u)
    .map(normalise)
    .filter((part) => part !== '')

const nameOf = ({ given_name, family_name }: StudentName): string =>
  given_name === '-' ? family_name : `${given_name} ${family_name}`

/** Whether each word begins a part of its own. What a longer word fits, a shorter one fits too, so the longest chooses first. */
function begin(words: readonly string[], parts: readonly string[]): boolean {
  const left = [...parts]
  return [...words]
    .sort((a, b) => b.length - a.length)
    .every((word) => {
      const index = left.findIndex((part) => part.startsWith(word))
      if (index !== -1) left.splice(index, 1)
      return index !== -1
    })
}

const isWhole = (words: readonly string[], parts: readonly string[]): boolean =>
  words.every((word) => parts.includes(word))

const collator = new Intl.Collator('en-GB')

const byName = (a: StudentName, b: StudentName): number =>
  collator.compare(a.family_name, b.family_name) ||
  collator.compare(a.given_name, b.given_name) ||
  collator.compare(a.student_id, b.student_id)
