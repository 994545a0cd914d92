import { z } from 'zod'
import standard from './standard.json'

const share = z.number().min(0).max(1)
const days = z.number().int().min(1).max(366)
const teachingDays = z.number().int().min(0).max(60)

/** What is expected of the feeds: how often they come, how much they bring, and what no load may do unasked. */
const schema = z
  .object({
    /** How often each feed is delivered, in days. One that is left out may come when it will. */
    rhythmDays: z
      .object({
        organisation: days,
        students: days,
        staff: days,
        assignments: days,
        calendar: days,
        identities: days,
        canvas: days,
        library: days,
        printing: days,
        attendance: days,
      })
      .partial()
      .strict(),
    /** A source without good data for more teaching days than this is left out of the scores. */
    lateAfterTeachingDays: teachingDays,
    /** After this many it is called silent instead of late. */
    silentAfterTeachingDays: teachingDays,
    /** A day that brings less than this share of the usual, in students or in records, is thin. */
    thinShare: share,
    /** The usual is the median of the same weekday over the teaching weeks among this many before. */
    historyWeeks: z.number().int().min(2).max(26),
    /** With fewer such days than this, no day is called thin. */
    leastHistory: z.number().int().min(2).max(26),
    /** Where fewer students than this are usual on a day, chance alone makes it thin: it is never called so. */
    leastUsualStudents: z.number().int().min(1),
    /** A snapshot that would end more than this share of what is held is refused. */
    largestRemovalShare: share,
    /** A load that would reject more than this share of its rows is refused. */
    largestRejectShare: share,
    /** In the log of a system that staff and visitors use too (Canvas, PaperCut), so many rows may name no student. */
    largestStrangerShare: share,
    /** So many rows may always be ended, or rejected, whatever their share. */
    fewRows: z.number().int().min(0),
  })
  .strict()
  .refine(({ historyWeeks, leastHistory }) => leastHistory <= historyWeeks, {
    message: 'leastHistory must be at most historyWeeks',
  })
  .refine(
    ({ lateAfterTeachingDays, silentAfterTeachingDays }) => silentAfterTeachingDays > lateAfterTeachingDays,
    { message: 'silentAfterTeachingDays must be more than lateAfterTeachingDays' },
  )

export type Expectations = z.infer<typeof schema>

/** Of these, what says when a source is too sick to judge by: scores rest on it. The others guard the loads. */
export type HealthRules = Pick<
  Expectations,
  | 'rhythmDays'
  | 'lateAfterTeachingDays'
  | 'silentAfterTeachingDays'
  | 'thinShare'
  | 'historyWeeks'
  | 'leastHistory'
  | 'leastUsualStudents'
>

export function healthRules(expectations: Expectations): HealthRules {
  const { rhythmDays, lateAfterTeachingDays, silentAfterTeachingDays, thinShare } = expectations
  const { historyWeeks, leastHistory, leastUsualStudents } = expectations
  return {
    rhythmDays,
    lateAfterTeachingDays,
    silentAfterTeachingDays,
    thinShare,
    historyWeeks,
    leastHistory,
    leastUsualStudents,
  }
}

/** Checks the values of expectations; throws zod's error, which names the wrong one. */
export function parseExpectations(values: unknown): Expectations {
  return schema.parse(values)
}

/** Checks the values that differ from those delivered, with these in place of the others; throws like the above. */
export function completeExpectations(values: unknown): Expectations {
  return parseExpectations({ ...standard.feeds, ...z.record(z.unknown()).parse(values) })
}

export const standardExpectations: Expectations = parseExpectations(standard.feeds)
