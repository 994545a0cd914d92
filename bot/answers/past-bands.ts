import { addDays } from '../../data/domain/day'
import type { Window } from '../language/question'
import type { Asking } from './answer'

/**
 * Whether a time is told by other bands than those of the present, of which a role that sees bands alone could make a
 * trend. "This week" is not: the present week's bands look back further.
 */
export function isOfPastBands(window: Window | undefined, { access: { today }, store }: Asking): boolean {
  const { windowDays } = store.settings.indicator
  if (window === undefined) return false
  if ('days' in window) return window.days > windowDays
  return window.to <= today || window.from <= addDays(today, -windowDays)
}
