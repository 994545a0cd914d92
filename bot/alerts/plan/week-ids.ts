import { createHash } from 'node:crypto'

/** The kinds of what comes once a week. */
export const digestKind = 'digest'
export const weeklyCardKind = 'weekly-card'

/** The ID of what comes to somebody once a week: the same in whichever instance it is planned, and short enough to be revised. */
export function weeklyId(kind: 'digest' | 'weekly', ...of: readonly (string | number | null)[]): string {
  return `${kind}:${createHash('sha256').update(JSON.stringify(of)).digest('hex').slice(0, 36)}`
}
