import { isOver } from './alert-reasons'
import type { StudentAlert } from './student-alert'

/** Whether its holder may open an alert again: they had called it not useful, and what it is about goes on. */
export function mayReopen({ state, reasons, known, own, hasAnother }: StudentAlert): boolean {
  const acts = own.acts.map(({ act }) => act)
  const isEndedByVerdict =
    state === 'closed' &&
    acts.includes('not-useful') &&
    !acts.some((act) => act === 'contacted' || act === 'passed-on')
  return isEndedByVerdict && known === undefined && !hasAnother && !isOver(reasons)
}
