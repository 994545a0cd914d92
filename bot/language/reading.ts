import { isDeepStrictEqual } from 'node:util'
import { heardIn, type Heard } from './near-questions'
import { messageOf, parse } from './parse'
import { pageTurned } from './page-turned'
import type { Before } from './before'
import type { Question } from './question'
import type { Vocabulary } from './vocabulary'

/** What a message was understood as. */
export interface Reading {
  question: Question
  /** The page of the answer that it asks for: another than the first where somebody said "more". */
  page?: number
  /** Of an unclear message what was understood nevertheless. */
  heard?: Heard
  /** The words of a second request in the same message, to be offered. */
  further?: string
}

/** What was asked last, and which page of the answer was shown. */
export type Remembered = Before & { page: number }

/** Reads a message: a question, another page of the last answer, or two requests, of which the first is taken. */
export function read(text: string, vocabulary: Vocabulary, before?: Remembered): Reading {
  if (before && hasPages(before.question)) {
    const page = pageTurned(text, before.page)
    if (page !== undefined) return { question: before.question, page }
  }
  const question = parse(text, vocabulary, before)
  if (question.intent === 'unclear')
    return firstOfTwo(text, anyJoint, vocabulary, before) ?? unclear(question, text, vocabulary)
  const two = firstOfTwo(text, sureJoint, vocabulary, before)
  return two ?? { question }
}

function unclear(question: Question, text: string, vocabulary: Vocabulary): Reading {
  const message = messageOf(text, vocabulary)
  return message ? { question, heard: heardIn(message) } : { question }
}

const hasPages = ({ intent }: Question): boolean =>
  ['list-students', 'summarise', 'trend', 'contact-history', 'list-alerts'].includes(intent)

/** Where another request begins, whatever the whole may mean: after a sentence, or before a word that asks. */
const sureJoint =
  /[.?!;\n]+\s+(?:(?:and|then|also|plus)\s+)*|,?\s+(?:and then|and also|and|then|also|plus)\s+(?:please\s+)?(?=(?:show|list|explain|summarise|log|record|tell|give|count)\s)/giu

/** Where one may begin. */
const anyJoint =
  /[.?!;\n]+\s+(?:(?:and|then|also|plus)\s+)*|,?\s+(?:and then|and also|and|then|also|plus)\s+|,\s+/giu

/** As many joints as are tried: each costs two readings. */
const mostJoints = 6

/** "show low tutees and explain the score of Aisha": both parts must be questions of their own. */
function firstOfTwo(
  text: string,
  joints: RegExp,
  vocabulary: Vocabulary,
  before: Before | undefined,
): Reading | undefined {
  if (text.length > longest) return undefined
  for (const joint of [...text.matchAll(joints)].slice(0, mostJoints)) {
    const question = parse(text.slice(0, joint.index).trim(), vocabulary, before)
    if (question.intent === 'unclear') continue
    const further = text.slice(joint.index + joint[0].length).trim()
    const next = parse(further, vocabulary)
    if (next.intent === 'unclear') continue
    // "My tutees. The low ones" is one request in two sentences.
    if (joints === sureJoint && next.intent === question.intent) continue
    if (isAside(question)) return { question: next }
    return isAside(next) || isDeepStrictEqual(next, question) ? { question } : { question, further }
  }
  return undefined
}

/** Longer messages are no two questions. */
const longest = 400

/** "Hi, show my tutees": a greeting is no request. */
const isAside = ({ intent }: Question): boolean => intent === 'greeting'
