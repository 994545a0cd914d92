import type { Composer } from './composer'
import { digestComposer } from './digest'
import { digestKind, weeklyCardKind } from './plan/week-ids'
import { weeklyCardComposer } from './weekly-card'

/** Every kind of message that is sent to one person. */
export const composers: Readonly<Record<string, Composer>> = {
  [digestKind]: digestComposer,
  [weeklyCardKind]: weeklyCardComposer,
}
