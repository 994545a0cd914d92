import { isCode } from './plain-code'

/** Everything a log line may hold besides its fixed message: never a name, an ID of a person, or a text that somebody typed. */
export interface LogFields {
  intent?: string
  code?: string
  milliseconds?: number
  port?: number
  /** The end of the access trail's chain: a place and its seal. */
  position?: number
  seal?: string
  /** Which work on schedule. */
  kind?: string
  /** How many of what; never of few enough to tell of whom. */
  counts?: Readonly<Record<string, number>>
  /** The class of an unexpected error and where it was thrown, without its message. */
  error?: string
  where?: string
}

type Form = (value: unknown) => unknown

/** Stands for a value that has not the form of its field: that it is missing must be seen. */
export const withheld = 'withheld'

const longest = 64

const code: Form = (value) => textIn(value, isCode)

const number: Form = (value) => (typeof value === 'number' && Number.isFinite(value) ? value : withheld)

/** A file of ours, line and column. */
const place: Form = (value) => textIn(value, (text) => /^[\w.-]+\.[a-z]+:\d{1,6}:\d{1,6}$/u.test(text))

const seal: Form = (value) => textIn(value, (text) => /^[0-9a-f]{64}$/u.test(text))

const counts: Form = (value) => {
  if (typeof value !== 'object' || value === null) return withheld
  const kept = Object.entries(value).filter(([what]) => code(what) === what)
  return Object.fromEntries(kept.map(([what, many]) => [what, number(many)]))
}

/** Every field that a line may hold besides level, time and message, and what its value must look like. */
const forms: Record<keyof LogFields, Form> = {
  intent: code,
  code,
  milliseconds: number,
  port: number,
  position: number,
  seal,
  kind: code,
  counts,
  error: code,
  where: place,
}

/**
 * What is written of a line's fields, whatever it was given: those that are known, each in its form. The types say the
 * same before, but an object may hold more than its type, and an outside value may be anything.
 */
export function asLogged(fields: object): Record<string, unknown> {
  const given = new Map(Object.entries(fields))
  return Object.fromEntries(
    Object.entries(forms).flatMap(([name, form]) => {
      const value: unknown = given.get(name)
      return value === undefined ? [] : [[name, form(value)]]
    }),
  )
}

function textIn(value: unknown, fits: (text: string) => boolean): string {
  if (typeof value !== 'string') return withheld
  const cut = value.slice(0, longest)
  return fits(cut) ? cut : withheld
}
