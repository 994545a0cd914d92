import pino, { type DestinationStream } from 'pino'
import { asLogged, type LogFields } from './log-fields'

export type { LogFields } from './log-fields'

/** Messages are fixed texts, which the linter sees to; what differs is in the fields. */
export interface Log {
  info(message: string, fields?: LogFields): void
  warn(message: string, fields?: LogFields): void
  error(message: string, fields?: LogFields): void
}

/** Structured logs, one JSON line each, on standard error unless said otherwise. */
export function createLog(level: string, destination: DestinationStream = standardError()): Log {
  const logger = pino({ level, base: null, formatters: { log: asLogged } }, destination)
  return {
    info: (message, fields = {}) => logger.info(fields, message),
    warn: (message, fields = {}) => logger.warn(fields, message),
    error: (message, fields = {}) => logger.error(fields, message),
  }
}

const standardError = (): DestinationStream => pino.destination({ dest: 2, sync: true })

/** Libraries write tokens and stacks to the console: of what they say, only that they said something is logged. */
export function muteConsole(log: Log): void {
  for (const method of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const)
    console[method] = () => log.info('a library wrote to the console')
}

/** An error that nobody caught may have left anything half done: the process ends, and of the error its class is logged. */
export function endOnUncaught(log: Log): void {
  process.on('uncaughtException', (error) => {
    log.error('uncaught', errorFields(error))
    process.exit(1)
  })
}

/** What may be logged of an error: its class and the first place in our code; messages may hold data. */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error }
  const frame = error.stack?.split('\n').find((line) => /[\\/](bot|cards|data)[\\/]/u.test(line))
  const where = frame?.match(/[\w.-]+:\d+:\d+/u)?.[0]
  return { error: error.name, ...(where === undefined ? {} : { where }) }
}
