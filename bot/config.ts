import { z } from 'zod'
import { EngagementError } from '../data/domain/errors'
import { standardSettings, type Settings } from '../data/configuration/settings'
import { usualLooks, type LookLimits } from '../data/records/unusual-looks'
import { readSettings } from './settings-file'
import { isSqlite, refuseUnusable } from '../data/store/open'

const secretWords =
  'must be at least 32 characters that nobody can guess, for example of `openssl rand -base64 32`'

/** Of a tenant, an application, an identity. */
export const guid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu, 'must be a GUID')

/** A number of students. */
const students = (standard: number) =>
  z
    .string()
    .regex(/^[1-9]\d{0,5}$/u, 'must be a number of students, 1 to 999999')
    .transform(Number)
    .default(String(standard))

/** The environment, see the README. A wrong value is named by its variable, never shown. */
const environment = z.object({
  ENGAGEMENT_DATABASE: z.string().default('sqlite:var/engagement.db'),
  ENGAGEMENT_ALLOW_ASK: z.enum(['0', '1'], { message: "must be '0' or '1'" }).default('0'),
  ENGAGEMENT_CONFIGURATION: z.string().optional(),
  ENGAGEMENT_SECRET: z.string().min(32, secretWords).optional(),
  ENGAGEMENT_LOOKS_AN_HOUR: students(usualLooks.hour),
  ENGAGEMENT_LOOKS_A_DAY: students(usualLooks.day),
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
  /** What the university sets of the indicator and the feeds. */
  settings: Settings
  /** Beyond how many different students one person's looks are unusual. */
  looks: LookLimits
  /** An operator may ask in another's name on the production store. */
  allowAsk: boolean
}

/** This process's environment for a child, with more variables. */
export function environmentWith(more: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, ...more }
}

/**
 * The exporter of telemetry reads some variables itself. Unless they are set it sends Microsoft reports about itself, and
 * asks the machine's address for metadata where it runs.
 */
export function keepExporterQuiet(): void {
  Object.assign(process.env, {
    APPLICATION_INSIGHTS_NO_STATSBEAT: 'true',
    APPLICATIONINSIGHTS_SDKSTATS_DISABLED: 'true',
    APPLICATIONINSIGHTS_OPENTELEMETRY_RESOURCE_METRIC_DISABLED: 'true',
  })
}

/**
 * Reads the environment; an empty variable counts as absent.
 *
 * @throws EngagementError `configuration` naming the first variable that is wrong and what it must be
 */
export function readConfig(): Config {
  const read = readEnvironment(environment)
  const config = {
    database: read.ENGAGEMENT_DATABASE,
    port: read.PORT,
    signIn: read.SIGN_IN,
    logLevel: read.LOG_LEVEL,
    secret: read.ENGAGEMENT_SECRET,
    settings: settingsOf(read.ENGAGEMENT_CONFIGURATION),
    looks: { hour: read.ENGAGEMENT_LOOKS_AN_HOUR, day: read.ENGAGEMENT_LOOKS_A_DAY },
    allowAsk: read.ENGAGEMENT_ALLOW_ASK === '1',
  }
  refuseUnusable(config.database)
  refusePlaygroundOnServer(config)
  return config
}

function settingsOf(file: string | undefined): Settings {
  if (file === undefined) return standardSettings
  try {
    return readSettings(file)
  } catch (cause) {
    throw new EngagementError(
      'configuration',
      `ENGAGEMENT_CONFIGURATION must name a configuration file: ${cause instanceof Error ? cause.message : ''}`,
      { cause },
    )
  }
}

/**
 * Reads some variables of this process's environment by a schema, as {@link readConfig} does.
 *
 * @throws EngagementError `configuration`
 */
export function readEnvironment<Output>(schema: z.ZodType<Output, z.ZodTypeDef, unknown>): Output {
  const present = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(present)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const words = issue?.message === 'Required' ? 'must be set' : (issue?.message ?? 'is wrong')
  throw new EngagementError('configuration', `${String(issue?.path[0])} ${words}.`)
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

/**
 * Where staff sign in, their sign-ins are kept encrypted and the trail is sealed: by a secret that is not in the store.
 *
 * @throws EngagementError `configuration`
 */
export function requireSecret({ secret }: Pick<Config, 'secret'>): void {
  if (secret === undefined) throw new EngagementError('configuration', `ENGAGEMENT_SECRET ${secretWords}.`)
}
