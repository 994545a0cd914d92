import { isDeepStrictEqual } from 'node:util'
import { parse } from './parse'
import { pageTurned } from './page-turned'
import type { Before } from './follow-up'
import type { Question } from './question'
import type { Vocabulary } from './vocabulary'

/** What a message was understood as. */
export interface Reading {
  question: Question
  /** The page of the answer that it asks for: another than the first where somebody said "more". */
  page?: number
  /** The words of a second request in the same message, to be offered. */
  further?: string
}

/** What was asked last, and which page of the answer was shown. */
export type Remembered = Before & { page: number }

/** Reads a message: a question, another page of the last answer, or two requests, of which the first is taken. */
export function read(text: string, vocabulary: Vocabulary, before?: Remembered): Reading {
  if (before) {
    const page = pageTurned(text, before.page)
    if (page !== undefined) return { question: before.question, page }
  }
  const question = parse(text, vocabulary, before)
  if (question.intent !== 'unclear') return { question }
  return readFirstOfTwo(text, vocabulary, before) ?? { question }
}

/** Where one request may end and another begin. */
const joints =
  /[.?!;\n]+\s|,\s*(?:and\s+)?(?:then|also)\s|\s(?:and then|and also|then|also|plus|and)\s|,\s/giu

/** As many joints as are tried: each costs two readings. */
const mostJoints = 6

/** "show low tutees and explain the score of Aisha": both parts must be questions of their own. */
function readFirstOfTwo(
  text: string,
  vocabulary: Vocabulary,
  before: Before | undefined,
): Reading | undefined {
  for (const joint of [...text.matchAll(joints)].slice(0, mostJoints)) {
    const first = text.slice(0, joint.index).trim()
    const further = text.slice(joint.index + joint[0].length).trim()
    const question = parse(first, vocabulary, before)
    if (question.intent === 'unclear') continue
    const next = parse(further, vocabulary)
    if (next.intent === 'unclear') continue
    if (isAside(question)) return { question: next }
    return isAside(next) || isDeepStrictEqual(next, question) ? { question } : { question, further }
  }
  return undefined
}

/** "Hi, show my tutees": a greeting is no request. */
const isAside = ({ intent }: Question): boolean => intent === 'greeting'
