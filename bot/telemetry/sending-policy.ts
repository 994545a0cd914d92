import type { AzureMonitorExporterOptions } from '@azure/monitor-opentelemetry-exporter'
import { errorFields, type Log } from '../log'

type Policy = NonNullable<AzureMonitorExporterOptions['additionalPolicies']>[number]['policy']

/** How long one request may take with its second try, in milliseconds. The exporter's own client waits for ever. */
const patience = 15_000

/**
 * Limits each request, and logs when nothing can be sent any more and when it can again: the exporter says neither, and a
 * line for each request would fill the log of a bot that works.
 */
export function sendingPolicy(log: Log): Policy {
  let isSent = true
  const note = (failure: { code?: string; error?: string } | undefined): void => {
    if (failure && isSent) log.warn('telemetry cannot be sent', failure)
    if (!failure && !isSent) log.info('telemetry is sent again')
    isSent = failure === undefined
  }
  return {
    name: 'limitAndNote',
    sendRequest: async (request, next) => {
      // Its own time limit would keep a bot that has stopped from ending.
      request.abortSignal = AbortSignal.timeout(patience)
      try {
        const response = await next(request)
        note(response.status < 400 ? undefined : { code: `http-${response.status}` })
        return response
      } catch (error) {
        note(errorFields(error))
        throw error
      }
    },
  }
}
