import { z } from 'zod'
import { readEnvironment } from './config'
import { readManagedIdentity } from './managed-identity'
import { variables } from './variables'

/** Where traces and metrics go. */
export interface TelemetryConfig {
  /** Of the Application Insights resource, made anew from the parts that are used. */
  connectionString: string
  /** Its host, which takes them. */
  endpoint: string
  /** Which share of the turns is traced, 0 to 1; metrics count all of them. */
  share: number
  /** The managed identity in whose name it is sent; without one the key alone says to whom it belongs. */
  identity: string | undefined
}

/** That of a resource whose connection string names none. */
const standardEndpoint = 'https://dc.services.visualstudio.com'

const form =
  'must be the connection string of an Application Insights resource: InstrumentationKey=<GUID>;IngestionEndpoint=https://<host>/'

const parts = z.object({
  instrumentationkey: z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u),
  ingestionendpoint: z
    .string()
    .refine((text) => URL.canParse(text) && new URL(text).protocol === 'https:')
    .optional(),
  // For whom a managed identity's tokens are, in a cloud other than the public one.
  aadaudience: z.string().url().optional(),
})

const connection = z.string().transform((text, context) => {
  const parsed = parts.safeParse(partsOf(text))
  if (parsed.success)
    return {
      text: connectionStringOf(parsed.data),
      endpoint: parsed.data.ingestionendpoint ?? standardEndpoint,
    }
  context.addIssue({ code: 'custom', message: form })
  return z.NEVER
})

const environment = variables({
  APPLICATIONINSIGHTS_CONNECTION_STRING: connection.optional(),
  OTEL_TRACES_SAMPLER_ARG: z
    .string()
    .regex(/^(0(\.\d{1,4})?|1(\.0{1,4})?)$/u, 'must be the share of turns to trace, 0 to 1')
    .transform(Number)
    .default('1'),
})

/**
 * Reads where traces and metrics go; undefined where they go nowhere.
 *
 * @throws EngagementError `configuration` naming the variable that is wrong
 */
export function readTelemetryConfig(): TelemetryConfig | undefined {
  const { APPLICATIONINSIGHTS_CONNECTION_STRING: connected, OTEL_TRACES_SAMPLER_ARG: share } =
    readEnvironment(environment)
  if (!connected) return undefined
  const { text: connectionString, endpoint } = connected
  return { connectionString, endpoint, share, identity: readManagedIdentity() }
}

/** By their names in small letters, as the exporter takes them. */
function partsOf(text: string): Record<string, string> {
  const pairs = text.split(';').filter((part) => part.trim() !== '')
  return Object.fromEntries(
    pairs.map((part) => {
      const [name = '', ...value] = part.split('=')
      return [name.trim().toLowerCase(), value.join('=').trim()]
    }),
  )
}

function connectionStringOf({
  instrumentationkey,
  ingestionendpoint,
  aadaudience,
}: z.output<typeof parts>): string {
  return [
    `InstrumentationKey=${instrumentationkey}`,
    ...(ingestionendpoint === undefined ? [] : [`IngestionEndpoint=${ingestionendpoint}`]),
    ...(aadaudience === undefined ? [] : [`AADAudience=${aadaudience}`]),
  ].join(';')
}
