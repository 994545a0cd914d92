import { z } from 'zod'
import { alertFrequencies, alertKinds } from '../../data/domain/alert'
import { bands, trends } from '../../data/domain/band'
import { channels } from '../../data/domain/contact'
import { isDay } from '../../data/domain/day'
import { groupings } from '../../data/domain/grouping'
import { sorts } from '../../data/domain/sort'
import { sources } from '../../data/domain/source'
import type { Question } from './question'

const day = z.string().max(10).refine(isDay)
const code = z.string().min(1).max(64)
const days = z.number().int().min(1).max(10_000)

const population = z.union([
  z.object({ kind: z.enum(['tutees', 'institution', 'mine']) }).strict(),
  z.object({ kind: z.enum(['programme', 'school', 'faculty', 'project']), code }).strict(),
])
const window = z.union([z.object({ days }).strict(), z.object({ from: day, to: day }).strict()])
const student = z.union([
  z.object({ id: code }).strict(),
  z.object({ candidates: z.array(code).min(1).max(50) }).strict(),
  z.object({ unknown: z.string().max(200) }).strict(),
])
const level = z.number().int().min(3).max(8).optional()
const source = z.enum(sources).optional()
const someBands = z.array(z.enum(bands)).min(1).max(bands.length).optional()

const kinds = z.array(z.enum(alertKinds)).min(1).max(alertKinds.length).optional()

const question = z.discriminatedUnion('intent', [
  z
    .object({
      intent: z.literal('list-students'),
      population,
      level,
      bands: someBands,
      trend: z.enum(trends).optional(),
      source,
      inactiveDays: days.optional(),
      notContactedDays: days.optional(),
      window: window.optional(),
      sort: z.enum(sorts).optional(),
      limit: days.optional(),
    })
    .strict(),
  z.object({ intent: z.literal('show-student'), student, window: window.optional(), source }).strict(),
  z
    .object({
      intent: z.literal('summarise'),
      population,
      level,
      by: z.enum(groupings).optional(),
      bands: someBands,
      source,
      window: window.optional(),
    })
    .strict(),
  z
    .object({
      intent: z.literal('trend'),
      population: population.optional(),
      student: student.optional(),
      level,
      source,
      window: window.optional(),
    })
    .strict(),
  z
    .object({
      intent: z.literal('record-contact'),
      student: student.optional(),
      channel: z.enum(channels).optional(),
      note: z.string().max(2_000).optional(),
    })
    .strict(),
  z.object({ intent: z.literal('contact-history'), student }).strict(),
  z
    .object({
      intent: z.literal('list-alerts'),
      state: z.enum(['open', 'all']).optional(),
      about: z.enum(['usefulness', 'weekly-card']).optional(),
    })
    .strict(),
  z
    .object({
      intent: z.literal('alert-preferences'),
      change: z.enum(['pause', 'resume']).optional(),
      days: z.number().int().min(0).max(400_000).optional(),
      frequency: z.enum(alertFrequencies).optional(),
      off: kinds,
      on: kinds,
    })
    .strict(),
  z.object({ intent: z.literal('explain-score'), student: student.optional() }).strict(),
  z.object({ intent: z.literal('who-viewed'), student }).strict(),
  z
    .object({
      intent: z.enum([
        'my-access',
        'data-status',
        'privacy',
        'help',
        'greeting',
        'sign-in',
        'sign-out',
        'feedback',
      ]),
    })
    .strict(),
])

/** A question that comes from outside, from a card's button or a store; undefined for anything else. */
export function asQuestion(value: unknown): Question | undefined {
  const parsed = question.safeParse(value)
  return parsed.success ? withoutUndefined(parsed.data) : undefined
}

/** What comes back of JSON: an optional key is there or it is not, and never undefined. */
type InJson<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { [Key in keyof T]: InJson<Exclude<T[Key], undefined>> }
    : T

function withoutUndefined<T extends object>(value: T): InJson<T> {
  return JSON.parse(JSON.stringify(value)) as InJson<T>
}
