import { z } from 'zod'
import { bands, trends } from '../../../data/domain/band'
import { isDay } from '../../../data/domain/day'
import { groupings } from '../../../data/domain/grouping'
import { sorts } from '../../../data/domain/sort'
import { sources } from '../../../data/domain/source'

// What a model may return: the intents of a question that read, and nothing that writes. Students and units are named by
// placeholders alone. A key or a value that is not here makes the whole answer void.

const placeholder = z.string().regex(/^<(?:STUDENT|NAME|CODE|WORD)[1-9]>$/u)
const population = z.union([z.enum(['tutees', 'mine', 'institution']), z.string().regex(/^<UNIT[1-9]>$/u)])
const day = z.string().regex(/^20/u).refine(isDay)
const days = z.number().int().min(1).max(999)
const window = z.union([
  z.object({ days }).strict(),
  z
    .object({ from: day, to: day })
    .strict()
    .refine(({ from, to }) => from < to),
])
const level = z.number().int().min(3).max(8)
const source = z.enum(sources)
const someBands = z
  .array(z.enum(bands))
  .min(1)
  .max(bands.length)
  .refine((given) => new Set(given).size === given.length)

/** The names of the intents that a model may return. */
const bare = ['my-access', 'data-status', 'privacy', 'help', 'greeting', 'unclear'] as const

export const modelQuestion = z.union([
  z
    .object({
      intent: z.literal('list-students'),
      population,
      level: level.optional(),
      bands: someBands.optional(),
      trend: z.enum(trends).optional(),
      source: source.optional(),
      inactiveDays: days.optional(),
      notContactedDays: days.optional(),
      window: window.optional(),
      sort: z.enum(sorts).optional(),
      limit: days.optional(),
    })
    .strict(),
  z
    .object({
      intent: z.literal('summarise'),
      population,
      level: level.optional(),
      by: z.enum(groupings).optional(),
      bands: someBands.optional(),
      source: source.optional(),
      window: window.optional(),
    })
    .strict(),
  z
    .object({
      intent: z.literal('trend'),
      population,
      level: level.optional(),
      source: source.optional(),
      window: window.optional(),
    })
    .strict(),
  z
    .object({
      intent: z.enum(['trend', 'show-student']),
      student: placeholder,
      source: source.optional(),
      window: window.optional(),
    })
    .strict(),
  z.object({ intent: z.enum(['contact-history', 'who-viewed']), student: placeholder }).strict(),
  z.object({ intent: z.literal('explain-score'), student: placeholder.optional() }).strict(),
  z.object({ intent: z.literal('list-alerts'), state: z.enum(['open', 'all']).optional() }).strict(),
  z.object({ intent: z.enum(bare) }).strict(),
])

/** A question as a model may return it. */
export type ModelQuestion = z.output<typeof modelQuestion>
