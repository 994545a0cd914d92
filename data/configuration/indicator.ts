import { createHash } from 'node:crypto'
import { z } from 'zod'
import { healthRules, standardExpectations, type Expectations, type HealthRules } from './expectations'
import standard from './standard.json'

const percent = z.number().min(0).max(100)
const share = z.number().min(0).max(1)
const days = z.number().int().min(1).max(365)

const bandThresholds = z
  .object({ high: percent, good: percent, partial: percent })
  .strict()
  .refine(({ high, good, partial }) => high > good && good > partial, {
    message: 'thresholds must fall from high over good to partial',
  })

/** Weights and thresholds of the engagement indicator. */
const schema = z
  .object({
    /** Countable days looked at for attendance, Canvas, library and printing. */
    windowDays: days,
    /** Countable days looked at for submissions. */
    submissionWindowDays: days,
    /** Part-time students are judged on windows this many times as long. */
    partTimeFactor: z.number().int().min(1).max(4),
    /** How many days that do not count (vacations, reading weeks) a window may reach across. */
    reachDays: days,
    /** Authorised absences at most so many days from one to the next are one absence, with the days in between. */
    absenceGapDays: z.number().int().min(0).max(28),
    /** With fewer countable days than this, a source is not counted. */
    minimumDays: days,
    /** The same for submissions. */
    minimumSubmissionDays: days,
    weights: z
      .object({ attendance: share, canvas: share, submissions: share, library: share, printing: share })
      .strict(),
    /** With less weight than this in the counted sources, the band is `unknown`. */
    minimumWeight: share,
    /** Lowest score of each band; what is below `partial` is `low`. */
    thresholds: bandThresholds,
    /**
     * The same where attendance does not count. Attendance is a rate with a high mean, all else a rank with mean 50:
     * without it, scores are lower for everybody, and that must alarm nobody.
     */
    thresholdsWithoutAttendance: bandThresholds,
    /**
     * The same where, without attendance, one source makes up more than this share of the counted weight: a single rank
     * spreads evenly over all values, where the mean of several keeps to the middle.
     */
    oneRank: z.object({ weightShare: share, thresholds: bandThresholds }).strict(),
    peers: z
      .object({
        /** Fewer peers than this in programme, level and mode: compare within the school. */
        least: z.number().int().min(2),
        /** Fewer than this in the school too: do not compare. */
        leastWidened: z.number().int().min(2),
        /** A source used by a smaller share of the peers is not applicable to those who do not use it. */
        usedByShare: share,
      })
      .strict(),
    trend: z
      .object({
        /** Points by which a score must differ from the student's own earlier mean to be falling or rising. */
        change: percent,
        /** Earlier weeks that are compared with, at most … */
        weeks: z.number().int().min(1).max(26),
        /** … and at least. */
        leastWeeks: z.number().int().min(1).max(26),
      })
      .strict(),
  })
  .strict()

export type Thresholds = z.infer<typeof bandThresholds>

/** All that makes scores besides the facts. */
export type Configuration = z.infer<typeof schema> & {
  /** When a source is too sick to count. */
  feeds: HealthRules
  /** Names these values: stored with each score that they made. */
  version: string
}

/** Checks the indicator's values; throws zod's error, which names the wrong one. */
export function parseConfiguration(
  values: unknown,
  expectations: Expectations = standardExpectations,
): Configuration {
  const settings = { ...schema.parse(values), feeds: healthRules(expectations) }
  const version = createHash('sha256').update(JSON.stringify(settings)).digest('hex').slice(0, 12)
  return { ...settings, version }
}

/** Checks the values that differ from those delivered, with these in place of the others; throws like the above. */
export function completeConfiguration(values: unknown, expectations?: Expectations): Configuration {
  return parseConfiguration({ ...standard.indicator, ...z.record(z.unknown()).parse(values) }, expectations)
}

export const standardConfiguration: Configuration = parseConfiguration(standard.indicator)
