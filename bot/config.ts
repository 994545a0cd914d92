import { z } from 'zod'
import { EngagementError } from '../data/domain/errors'
import type { LookLimits } from '../data/records/unusual-looks'
import { isSqlite, refuseUnusable } from '../data/store/open'

/** A number of students. */
const students = (standard: string) =>
  z
    .string()
    .regex(/^[1-9]\d{0,5}$/u, 'must be a number of students, 1 to 999999')
    .transform(Number)
    .default(standard)

/** The environment, see the README. A wrong value is named by its variable, never shown. */
const schema = z.object({
  ENGAGEMENT_DATABASE: z.string().default('sqlite:var/engagement.db'),
  ENGAGEMENT_ALLOW_ASK: z.enum(['0', '1'], { message: "must be '0' or '1'" }).default('0'),
  ENGAGEMENT_SECRET: z
    .string()
    .min(32, 'must be at least 32 characters that nobody can guess, for example of `openssl rand -base64 32`')
    .optional(),
  ENGAGEMENT_LOOKS_AN_HOUR: students('200'),
  ENGAGEMENT_LOOKS_A_DAY: students('500'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/u, 'must be a port number, 1 to 65535')
    .transform(Number)
    .refine((port) => port >= 1 && port <= 65_535, 'must be a port number, 1 to 65535')
    .default('3978'),
  SIGN_IN: z.enum(['entra', 'playground'], { message: "must be 'entra' or 'playground'" }).default('entra'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      message: 'must be one of fatal, error, warn, info, debug, trace, silent',
    })
    .default('info'),
})

export interface Config {
  database: string
  port: number
  signIn: 'entra' | 'playground'
  logLevel: string
  /** What the keys of the access trail, of sign-ins and of pseudonyms are derived from. */
  secret: string | undefined
  /** An operator may ask in another's name on the production store. */
  allowAsk: boolean
}

/** This process's environment for a child, with more variables. */
export function environmentWith(more: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, ...more }
}

/**
 * Reads the environment; an empty variable counts as absent.
 *
 * @throws EngagementError `configuration` naming the first variable that is wrong and what it must be
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const data = parse(environment)
  const config = {
    database: data.ENGAGEMENT_DATABASE,
    port: data.PORT,
    signIn: data.SIGN_IN,
    logLevel: data.LOG_LEVEL,
    secret: data.ENGAGEMENT_SECRET,
    allowAsk: data.ENGAGEMENT_ALLOW_ASK === '1',
  }
  refuseUnusable(config.database)
  refusePlaygroundOnServer(config)
  return config
}

/**
 * Beyond how many different students one person's looks are unusual.
 *
 * @throws EngagementError `configuration` as {@link readConfig}
 */
export function readLookLimits(environment: NodeJS.ProcessEnv = process.env): LookLimits {
  const data = parse(environment)
  return { hour: data.ENGAGEMENT_LOOKS_AN_HOUR, day: data.ENGAGEMENT_LOOKS_A_DAY }
}

function parse(environment: NodeJS.ProcessEnv): z.infer<typeof schema> {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(present)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new EngagementError('configuration', `${String(issue?.path[0])} ${issue?.message ?? 'is wrong'}.`)
}

/**
 * The Playground signs nobody in: whoever reaches it may be anyone. It never gets the production store.
 *
 * @throws EngagementError `configuration`
 */
export function refusePlaygroundOnServer({ database, signIn }: Pick<Config, 'database' | 'signIn'>): void {
  if (signIn !== 'playground' || isSqlite(database)) return
  throw new EngagementError(
    'configuration',
    "SIGN_IN must be 'entra' where ENGAGEMENT_DATABASE is a SQL Server: the Playground signs nobody in.",
  )
}
