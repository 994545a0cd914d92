import type { Known } from './everybody'

/** What is somebody's by its form alone: whatever tests make up is of one of these. */
const forms: Readonly<Record<string, RegExp>> = {
  'an address': /@/u,
  'a student ID': /(?<![\w.])\d{8}(?![\w.])/u,
  'a mobile number': /(?<![\d.])(\+?44\d{8,}|0\d{9,})/u,
  'a GUID': /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}/iu,
  'a part of a person made at random': /\b(giv|fam|mail|note|gone|reason|because|example)\d+x?\b/iu,
}

/** What people typed, by its first word. */
export type Typed = ReadonlyMap<string, readonly string[]>

const wordsOf = (small: string): string[] => small.match(/[\p{L}\p{N}]+/gu) ?? []

/** Words that people typed, as they are looked for: a single one, such as “help”, names a question too. */
export function typedWords(typed: Iterable<string>): Typed {
  const known = new Map<string, string[]>()
  for (const text of typed) {
    const small = text.toLowerCase()
    const [first] = wordsOf(small)
    if (first === undefined || !/\S{2,}\s+\S{2,}/u.test(small)) continue
    const alike = known.get(first) ?? []
    alike.push(small)
    known.set(first, alike)
  }
  return known
}

/** There are many thousands: a text is compared with those alone whose first word is in it. */
const typedIn = (small: string, typed: Typed): string[] =>
  [...new Set(wordsOf(small))].flatMap((word) =>
    (typed.get(word) ?? []).filter((each) => small.includes(each)),
  )

/** What of people is in a text. */
export function personalIn(text: string, known: Known, typed: Typed = new Map()): string[] {
  const small = text.toLowerCase()
  const words = small.match(/\p{L}+/gu) ?? []
  const whole = small.match(/[\p{L}\p{N}][\p{L}\p{N}.@+_-]*/gu) ?? []
  return [
    ...words.filter((word) => known.names.has(word)).map((word) => `the name “${word}”`),
    ...whole.filter((word) => known.identifiers.has(word)).map((word) => `“${word}” of a person`),
    ...typedIn(small, typed).map((each) => `typed words: “${each}”`),
    ...Object.entries(forms).flatMap(([what, form]) => (form.test(text) ? [what] : [])),
  ]
}
