import { EngagementError } from '../domain/errors'

/** The fault of work that was told to end before it had. */
export function stopped(signal: AbortSignal): EngagementError {
  return new EngagementError('store-unavailable', 'The store did not answer in time: try again later.', {
    cause: signal.reason,
  })
}
