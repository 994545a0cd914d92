import { parse } from '@tediousjs/connection-string'
import type { config as MssqlConfig } from 'mssql'
import { z } from 'zod'
import { authenticationOf } from './authentication'
import { noStore, unusable } from '../unusable'

/** How long the server may take, in milliseconds. */
export interface Timeouts {
  connect: number
  /** One statement or one packet of a bulk load. */
  statement: number
}

/** The names that other clients use for the same setting. */
const otherNames: Record<string, string> = {
  server: 'data source',
  addr: 'data source',
  address: 'data source',
  'network address': 'data source',
  database: 'initial catalog',
  uid: 'user id',
  user: 'user id',
  pwd: 'password',
  app: 'application name',
  'trust server certificate': 'trustservercertificate',
  hostnameincertificate: 'host name in certificate',
}

const yesOrNo = z
  .string()
  .toLowerCase()
  .refine((value) => ['true', 'yes', 'false', 'no'].includes(value), "must be 'true' or 'false'")
  .transform((value) => value === 'true' || value === 'yes')

const schema = z.object({
  'data source': z.string().transform((text, context) => {
    const address = addressOf(text)
    if (!address) context.addIssue({ code: 'custom', message: "must be '<host>' or '<host>,<port>'" })
    return address ?? z.NEVER
  }),
  'initial catalog': z.string({ message: "needs 'Database=<name>'" }).min(1, "needs 'Database=<name>'"),
  encrypt: z
    .string()
    .toLowerCase()
    .refine(
      (value) => ['true', 'yes', 'mandatory', 'strict', 'false', 'no', 'optional'].includes(value),
      "must be 'true', 'strict' or 'false'",
    )
    .transform((value) => (value === 'strict' ? value : ['true', 'yes', 'mandatory'].includes(value)))
    .default('true'),
  trustservercertificate: yesOrNo.default('false'),
  'host name in certificate': z.string().optional(),
  'max pool size': z.coerce.number({ message: 'must be a number' }).int().min(1).max(1000).default(10),
  'application name': z.string().default('My Engagement for Teams'),
})

/**
 * What mssql needs to connect, from a SQL Server connection string or an `mssql://` URL. The connection is encrypted and
 * the server's certificate checked unless the text says otherwise.
 *
 * @throws EngagementError `configuration` naming the setting, never its value
 */
export function connectionSettings(database: string, timeouts: Timeouts): MssqlConfig {
  const given = settingsOf(database)
  if (!given.has('data source')) throw noStore()
  refuseUnknown(given)
  const parsed = schema.safeParse(Object.fromEntries(given))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw unusable(`${String(issue?.path[0])}: ${issue?.message ?? 'is wrong'}`)
  }
  const { 'data source': address, 'host name in certificate': serverName, encrypt } = parsed.data
  return {
    server: address.server,
    ...(address.port === undefined ? {} : { port: address.port }),
    database: parsed.data['initial catalog'],
    authentication: authenticationOf(given),
    pool: { max: parsed.data['max pool size'], min: 0, idleTimeoutMillis: 60_000 },
    options: {
      // tedious knows 'strict' (TDS 8.0), its types in mssql do not.
      encrypt: encrypt as boolean,
      trustServerCertificate: parsed.data.trustservercertificate,
      ...(serverName === undefined ? {} : { serverName }),
      ...(address.instanceName === undefined ? {} : { instanceName: address.instanceName }),
      appName: parsed.data['application name'],
      // The most that the server takes on an encrypted connection: bulk loads are many small packets otherwise.
      packetSize: 16_383,
      abortTransactionOnError: true,
      useUTC: true,
    },
    connectionTimeout: timeouts.connect,
    requestTimeout: timeouts.statement,
  }
}

/** What other clients write, and what changes nothing here. */
const withoutEffect: ReadonlySet<string> = new Set([
  'application intent',
  'applicationintent',
  'connect timeout',
  'connection timeout',
  'connect retry count',
  'connectretrycount',
  'connect retry interval',
  'connectretryinterval',
  'min pool size',
  'multiple active result sets',
  'multipleactiveresultsets',
  'multi subnet failover',
  'multisubnetfailover',
  'persist security info',
  'pooling',
  'timeout',
  'type system version',
  'workstation id',
])

/** A misspelt setting would be without effect unseen. Its place is told, not its name: that may be part of a password. */
function refuseUnknown(given: ReadonlyMap<string, string>): void {
  const known = new Set([
    ...Object.keys(schema.shape),
    ...withoutEffect,
    'user id',
    'password',
    'tenant id',
    'authentication',
  ])
  const place = [...given.keys()].findIndex((name) => !known.has(name))
  if (place >= 0) {
    throw unusable(
      `its setting ${place + 1} is not one of ours (a value with a semicolon needs quotation marks)`,
    )
  }
}

/** The settings by their standard names in lower case; what is empty counts as absent. */
function settingsOf(database: string): Map<string, string> {
  const pairs = /^mssql:\/\//iu.test(database) ? settingsOfUrl(database) : settingsOfString(database)
  const settings = new Map<string, string>()
  for (const [name, value] of pairs) {
    const known = name.trim().toLowerCase()
    if (value !== '') settings.set(otherNames[known] ?? known, value)
  }
  return settings
}

function settingsOfString(database: string): Iterable<[string, string]> {
  try {
    return parse(database)
  } catch (cause) {
    throw unusable('it is no connection string: check its quotation marks and semicolons', cause)
  }
}

function settingsOfUrl(database: string): [string, string][] {
  try {
    const url = new URL(database)
    const address = url.port === '' ? url.hostname : `${url.hostname},${url.port}`
    return [
      ['server', address],
      ['database', decodeURIComponent(url.pathname.slice(1))],
      ['user id', decodeURIComponent(url.username)],
      ['password', decodeURIComponent(url.password)],
      ...url.searchParams,
    ]
  } catch (cause) {
    throw unusable('it is no mssql:// URL: encode special characters in the password', cause)
  }
}

interface Address {
  server: string
  port?: number
  instanceName?: string
}

/** `tcp:host`, `host,port` or `host\instance`. */
function addressOf(text: string): Address | undefined {
  const found = /^(?:tcp:)?([^\\,:\s]+)(?:\\([^\\,\s]+))?(?:,\s*(\d{1,5}))?$/iu.exec(text.trim())
  if (!found) return undefined
  const [, host = '', instanceName, port] = found
  const server = ['.', '(local)'].includes(host.toLowerCase()) ? 'localhost' : host
  if (port !== undefined) return Number(port) > 65_535 ? undefined : { server, port: Number(port) }
  return instanceName === undefined ? { server } : { server, instanceName }
}
