import { z } from 'zod'
import { EngagementError } from '../data/domain/errors'

/** The environment, see the README. A wrong value is named by its variable, never shown. */
const schema = z.object({
  ENGAGEMENT_DATABASE: z
    .string()
    .regex(/^sqlite:.+/u, "must be 'sqlite:<path>' (this version has no SQL Server store yet)")
    .default('sqlite:var/engagement.db'),
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
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(present)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new EngagementError('configuration', `${String(issue?.path[0])} ${issue?.message ?? 'is wrong'}.`)
  }
  const { ENGAGEMENT_DATABASE: database, PORT: port, SIGN_IN: signIn, LOG_LEVEL: logLevel } = parsed.data
  return { database, port, signIn, logLevel }
}
