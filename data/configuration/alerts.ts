import { z } from 'zod'
import standard from './standard.json'

const share = z.number().min(0).max(1)
const days = z.number().int().min(1).max(366)
const hour = z.number().int().min(0).max(24)
/** 1 is Monday. */
const weekday = z.number().int().min(1).max(7)
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/u, 'must be a date, YYYY-MM-DD')
const weekly = z.object({ weekday, hour }).strict()

const rules = z
  .object({
    /** The band of a whole week is low or none, that of the judged week before was neither. */
    newlyLow: z
      .object({
        on: z.boolean(),
        /** It is over when so many judged weeks together are neither low nor none. */
        overAfterWeeks: z.number().int().min(1).max(8),
      })
      .strict(),
    /** Nothing was seen of a student for so many days that count; worse after each of the longer times. */
    silent: z.object({ on: z.boolean(), days, worseAfterDays: z.array(days).max(5) }).strict(),
    /** The score of a whole week lies so many points below the mean of the student's own weeks before. */
    suddenDrop: z
      .object({
        on: z.boolean(),
        points: z.number().min(1).max(100),
        weeks: z.number().int().min(1).max(26),
        leastWeeks: z.number().int().min(1).max(26),
      })
      .strict(),
    /** So many teaching events in a row were missed without leave; worse with each so many more. */
    missedSessions: z.object({ on: z.boolean(), sessions: z.number().int().min(2).max(50) }).strict(),
    /**
     * So many days after it was due, work is missing that this share of at least so many peers have handed in; and it is at
     * least this share of all that was due in the last four weeks: one piece of many calls for nobody.
     */
    nothingHandedIn: z
      .object({
        on: z.boolean(),
        graceDays: z.number().int().min(0).max(28),
        peersShare: share,
        leastPeers: z.number().int().min(2),
        missingShare: share,
      })
      .strict(),
    /** Good news to whoever was told that a student was low or silent. */
    recovered: z.object({ on: z.boolean() }).strict(),
  })
  .strict()

const window = z.object({ seconds: z.number().int().min(1), requests: z.number().int().min(1) }).strict()

/** What is alerted about, to whom how often, when, and how fast it is sent. */
const schema = z
  .object({
    rules,
    /** Alerts by a card of their own, per person and week (Monday to Sunday); the rest comes in the digest. */
    cardsPerPersonAndWeek: z.number().int().min(0).max(50),
    /** When the digest comes, Europe/London, or on the next working day. */
    digest: weekly,
    /** When leaders and wider roles get their weekly card, as the digest. */
    weeklyCard: weekly,
    /** For so many days after the first evaluation all alerts come in digests. */
    digestsOnlyDays: z.number().int().min(0).max(60),
    /** Nothing is sent unasked outside these hours, Europe/London, nor on days that are no working days. */
    workingHours: z
      .object({ from: hour, to: hour })
      .strict()
      .refine(({ from, to }) => from < to, { message: 'from must be before to' }),
    /** Working days of the week. */
    workingDays: z.array(weekday).min(1).max(7),
    /** Whose bank holidays are no working days; elsewhere they can be put into closedDays. */
    bankHolidays: z.enum(['england-and-wales', 'none']),
    /** Further days on which nothing is sent: closures, an extra bank holiday. */
    closedDays: z.array(day).max(1000),
    /** An alert that nobody opened is reminded of once, after so many working days … */
    remindAfterWorkingDays: days,
    /** … and passed up after so many. */
    passUpAfterWorkingDays: days,
    /** An alert that could not be told for so many days is given up. */
    giveUpAfterDays: days,
    sending: z
      .object({
        /** All requests of all instances to Teams together. */
        requestsPerSecond: z.number().int().min(1).max(1000),
        /** Teams' limits on messages in one chat. */
        perChat: z.array(window).min(1).max(10),
        /** Tries before a message is given up. */
        attempts: z.number().int().min(1).max(100),
      })
      .strict(),
  })
  .strict()
  .refine(
    ({ remindAfterWorkingDays, passUpAfterWorkingDays }) => passUpAfterWorkingDays > remindAfterWorkingDays,
    {
      message: 'passUpAfterWorkingDays must be more than remindAfterWorkingDays',
    },
  )

export type AlertSettings = z.infer<typeof schema>
export type AlertRuleSettings = AlertSettings['rules']

function parseAlertSettings(values: unknown): AlertSettings {
  return schema.parse(values)
}

/** Checks the values that differ from those delivered, with these in place of the others, section by section; throws zod's error, which names the wrong one. */
export function completeAlertSettings(values: unknown): AlertSettings {
  const given = z.record(z.unknown()).parse(values)
  const inner = (name: 'rules' | 'sending'): object => ({
    ...standard.alerts[name],
    ...z.record(z.unknown()).parse(given[name] ?? {}),
  })
  return parseAlertSettings({
    ...standard.alerts,
    ...given,
    rules: inner('rules'),
    sending: inner('sending'),
  })
}

export const standardAlertSettings: AlertSettings = parseAlertSettings(standard.alerts)
