import { z } from 'zod'
import { EngagementError } from '../data/domain/errors'
import { standardSettings, type Settings } from '../data/configuration/settings'
import { usualLooks, type LookLimits } from '../data/records/unusual-looks'
import { readSettings } from './settings-file'
import { isSqlite, refuseUnusable } from '../data/store/open'
import { variables } from './variables'
import { together, WrongEnvironment } from './wrong-environment'

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

/** Of what the store needs, see the README. A wrong value is named by its variable, never shown. */
const ofTheStore = variables({
  ENGAGEMENT_DATABASE: z.string().default('sqlite:var/engagement.db'),
  ENGAGEMENT_CONFIGURATION: z.string().optional(),
  ENGAGEMENT_SECRET: z.string().min(32, secretWords).optional(),
})

const ofTheRest = variables({
  ENGAGEMENT_ALLOW_ASK: z.enum(['0', '1'], { message: "must be '0' or '1'" }).default('0'),
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

/** What opens the store. */
export interface StoreConfig {
  database: string
  /** What the keys of the access trail, of sign-ins and of pseudonyms are derived from. */
  secret: string | undefined
  /** What the university sets of the indicator and the feeds. */
  settings: Settings
}

export interface Config extends StoreConfig {
  port: number
  signIn: 'entra' | 'playground'
  logLevel: string
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
 * @throws WrongEnvironment naming each variable that is wrong and what it must be
 */
export function readConfig(): Config {
  const { store, rest } = together({ store: readStoreConfig, rest: () => readEnvironment(ofTheRest) })
  const config = {
    ...store,
    port: rest.PORT,
    signIn: rest.SIGN_IN,
    logLevel: rest.LOG_LEVEL,
    looks: { hour: rest.ENGAGEMENT_LOOKS_AN_HOUR, day: rest.ENGAGEMENT_LOOKS_A_DAY },
    allowAsk: rest.ENGAGEMENT_ALLOW_ASK === '1',
  }
  refusePlaygroundOnServer(config)
  return config
}

/**
 * Reads what opens the store.
 *
 * @throws WrongEnvironment as {@link readConfig}
 */
export function readStoreConfig(): StoreConfig {
  const { database, secret, settings } = together({
    database: () =>
      usable(readEnvironment(ofTheStore.pick({ ENGAGEMENT_DATABASE: true })).ENGAGEMENT_DATABASE),
    secret: () => readEnvironment(ofTheStore.pick({ ENGAGEMENT_SECRET: true })).ENGAGEMENT_SECRET,
    settings: () =>
      settingsOf(
        readEnvironment(ofTheStore.pick({ ENGAGEMENT_CONFIGURATION: true })).ENGAGEMENT_CONFIGURATION,
      ),
  })
  return { database, secret, settings }
}

/** How staff sign in, whatever else is wrong; undefined where just this is. */
export function readSignIn(): Config['signIn'] | undefined {
  const read = ofTheRest.shape.SIGN_IN.safeParse(present().SIGN_IN)
  return read.success ? read.data : undefined
}

function usable(database: string): string {
  refuseUnusable(database)
  return database
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
 * @throws WrongEnvironment
 */
export function readEnvironment<Output>(schema: z.ZodType<Output, z.ZodTypeDef, unknown>): Output {
  const parsed = schema.safeParse(present())
  if (parsed.success) return parsed.data
  const [first = 'A variable is wrong.', ...others] = parsed.error.issues.map(faultOf)
  throw new WrongEnvironment([first, ...others])
}

const present = (): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''))

function faultOf({ path, message }: z.ZodIssue): string {
  return `${String(path[0])} ${message === 'Required' ? 'must be set' : message}.`
}

/** The names of the variables that are set. */
export function setVariables(): string[] {
  return Object.keys(present())
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
