import { EngagementError } from '../../data/domain/errors'
import type { Check, Examined, Finding } from './check'
import { feedsCheck } from './feeds'
import { schemaCheck, storeCheck } from './store'

/** Everything that the doctor looks at, in order. */
export const checks: readonly Check[] = [storeCheck, schemaCheck, feedsCheck]

export type Found = Finding & { check: string }

/** Looks at everything, as far as it can be looked at. */
export async function examine(examined: Examined, list: readonly Check[] = checks): Promise<Found[]> {
  const found: Found[] = []
  for (const { name, first = false, look } of list) {
    const findings = await look(examined).catch((error: unknown) => [asFinding(error)])
    found.push(...findings.map((finding) => ({ check: name, ...finding })))
    if (first && findings.some(({ state }) => state === 'wrong')) break
  }
  return found
}

/** An expected failure as something wrong: its message says what to do. */
export function asFinding(error: unknown): Finding {
  if (!(error instanceof EngagementError)) throw error
  return { state: 'wrong', what: error.message }
}
