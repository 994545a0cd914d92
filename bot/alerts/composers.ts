import { alertKind } from '../../data/records/alerts'
import { alertMessage } from './alert-message'
import type { Composer } from './composer'

/** Every kind of message that is sent to one person. */
export const composers: Readonly<Record<string, Composer>> = { [alertKind]: alertMessage }
