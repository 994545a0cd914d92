import { z } from 'zod'
import { readEnvironment } from '../config'
import { variables } from '../variables'

const environment = variables({ APPLICATIONINSIGHTS_CONNECTION_STRING: z.string().optional() })

/** Where telemetry goes, as the connection string says; undefined where there is none, or none in it. */
export function insightsEndpoint(): string | undefined {
  const { APPLICATIONINSIGHTS_CONNECTION_STRING: text = '' } = readEnvironment(environment)
  return /(?:^|;)\s*IngestionEndpoint\s*=\s*(https:[^;\s]+)/iu.exec(text)?.[1]
}
