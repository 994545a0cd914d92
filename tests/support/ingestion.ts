import { z } from 'zod'
import { standIn, type Received } from './stand-in'

const properties = z.record(z.string())

const measured = z.object({
  baseType: z.literal('MetricData'),
  baseData: z.object({
    metrics: z.array(
      z.object({
        name: z.string(),
        value: z.number(),
        count: z.number(),
        max: z.number().optional(),
        min: z.number().optional(),
      }),
    ),
    properties,
  }),
})
const traced = z.object({
  baseType: z.enum(['RequestData', 'RemoteDependencyData']),
  baseData: z.object({ name: z.string(), id: z.string(), success: z.boolean(), properties }),
})
const envelope = z.object({
  tags: z.record(z.string()),
  sampleRate: z.number(),
  data: z.union([measured, traced]),
})

/** One measurement that was sent. */
export interface Measurement {
  name: string
  /** The sum of all values. */
  value: number
  count: number
  properties: Record<string, string>
}

/** A part of a trace that was sent. */
export interface Traced {
  trace: string
  id: string
  parent: string | undefined
  name: string
  success: boolean
  sampleRate: number
  properties: Record<string, string>
}

export interface Ingestion {
  /** As `APPLICATIONINSIGHTS_CONNECTION_STRING` would name it. */
  connectionString: string
  /** How it answers now; a test sets it. */
  status: number
  /** Every request, as it came. */
  requests: Received[]
  /** What was measured under a name, of one set of properties each, added up. */
  measured(name: string): Measurement[]
  traces(): Traced[]
  /** The tags of all that was sent. */
  tags(): Record<string, string>[]
  reset(): void
  close(): Promise<void>
}

export const instrumentationKey = 'a1b2c3d4-0000-4000-8000-000000000001'

/** Stands in for the ingestion endpoint of an Application Insights resource. */
export async function startIngestion(certificate: { cert: string; key: string }): Promise<Ingestion> {
  const requests: Received[] = []
  const server = await standIn((received) => {
    requests.push(received)
    const count = envelopesOf(received).length
    return {
      status: ingestion.status,
      body: { itemsReceived: count, itemsAccepted: ingestion.status === 200 ? count : 0, errors: [] },
    }
  }, certificate)
  const envelopes = () => requests.flatMap(envelopesOf)
  const ingestion: Ingestion = {
    connectionString: `InstrumentationKey=${instrumentationKey};IngestionEndpoint=${server.url}/;LiveEndpoint=https://live.example/`,
    status: 200,
    requests,
    measured: (name) => addedUp(envelopes().flatMap(({ data }) => measurementsIn(data, name))),
    traces: () => envelopes().flatMap(tracedIn),
    tags: () => envelopes().map(({ tags }) => tags),
    reset: () => {
      requests.length = 0
      ingestion.status = 200
    },
    close: () => server.close(),
  }
  return ingestion
}

type Envelope = z.output<typeof envelope>

function envelopesOf({ path, headers, body }: Received): Envelope[] {
  if (path !== '/v2.1/track' || headers['content-encoding'] !== undefined)
    throw new Error(`Not what is read here: ${path} ${headers['content-encoding'] ?? ''}`)
  return z.array(envelope).parse(JSON.parse(body))
}

function measurementsIn(data: Envelope['data'], wanted: string): Measurement[] {
  if (data.baseType !== 'MetricData') return []
  const { metrics, properties: own } = data.baseData
  return metrics
    .filter(({ name }) => name === wanted)
    .map(({ name, value, count }) => ({ name, value, count, properties: own }))
}

function tracedIn({ tags, data, sampleRate }: Envelope): Traced[] {
  if (data.baseType === 'MetricData') return []
  const { baseData } = data
  return [
    { trace: tags['ai.operation.id'] ?? '', parent: tags['ai.operation.parentId'], sampleRate, ...baseData },
  ]
}

function addedUp(all: readonly Measurement[]): Measurement[] {
  const sums = new Map<string, Measurement>()
  for (const each of all) {
    const key = JSON.stringify(each.properties)
    const { value, count } = sums.get(key) ?? { value: 0, count: 0 }
    sums.set(key, { ...each, value: value + each.value, count: count + each.count })
  }
  return [...sums.values()]
}
