import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import {
  ApplicationInsightsSampler,
  AzureMonitorMetricExporter,
  AzureMonitorTraceExporter,
  type AzureMonitorExporterOptions,
} from '@azure/monitor-opentelemetry-exporter'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics'
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { keepExporterQuiet } from '../config'
import type { Log } from '../log'
import { managedIdentity } from '../managed-identity'
import type { TelemetryConfig } from '../telemetry-config'
import { sendingPolicy } from './sending-policy'
import type { Sink } from './telemetry'

const name = 'my-engagement'

/** Between two measurements sent, in milliseconds. */
const every = 60_000

/** How many parts of traces wait to be sent at most: what is more while nothing can be sent is lost. */
const mostWaiting = 2_048

/** How long sending what is left may take when the bot stops, in milliseconds. */
const lastPatience = 3_000

/**
 * Sends to Azure Monitor. Nothing waits for it: what cannot be sent is lost after one more try, and never put on a disk.
 * Nothing is instrumented by itself, since addresses of requests hold the IDs of chats and people.
 */
export function sendToAzureMonitor(config: TelemetryConfig, log: Log): Sink {
  keepExporterQuiet()
  const options: AzureMonitorExporterOptions = {
    connectionString: config.connectionString,
    disableOfflineStorage: true,
    retryOptions: { maxRetries: 1 },
    additionalPolicies: [{ policy: sendingPolicy(log), position: 'perCall' }],
    ...(config.identity === undefined ? {} : { credential: managedIdentity(config.identity) }),
  }
  // Of the machine nothing is told: its name may be a person's.
  const resource = resourceFromAttributes({ 'service.name': name, 'service.instance.id': randomUUID() })
  const traces = new BasicTracerProvider({
    resource,
    sampler: new ApplicationInsightsSampler(config.share),
    spanProcessors: [
      new BatchSpanProcessor(new AzureMonitorTraceExporter(options), { maxQueueSize: mostWaiting }),
    ],
  })
  const metrics = new MeterProvider({
    resource,
    readers: [
      new PeriodicExportingMetricReader({
        exporter: new AzureMonitorMetricExporter(options),
        exportIntervalMillis: every,
      }),
    ],
  })
  return {
    tracer: traces.getTracer(name),
    meter: metrics.getMeter(name),
    stop: async () => {
      const sent = Promise.allSettled([traces.shutdown(), metrics.shutdown()])
      await Promise.race([sent, wait(lastPatience, undefined, { ref: false })])
    },
  }
}
