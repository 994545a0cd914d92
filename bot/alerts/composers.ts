import type { Composer } from './composer'
import { toldLooksKind, unusualLooksComposer } from './unusual-looks'

/** Every kind of message that is sent to one person. */
export const composers: Readonly<Record<string, Composer>> = {
  [toldLooksKind]: unusualLooksComposer,
}
