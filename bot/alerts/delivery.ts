import type { Card } from '../../cards/card'
import type { Clock } from '../../data/domain/day'
import type { ConversationReference } from '../../data/records/chat'
import type { Store } from '../../data/store/store'
import type { Log } from '../log'
import type { Telemetry } from '../telemetry/telemetry'
import type { Channel } from './sending/channel'

/** Puts a card into somebody's private chat, as an answer to what they asked for elsewhere. */
export type Send = (chat: ConversationReference, card: Card) => Promise<void>

/** What telling somebody something draws on. */
export interface Delivery {
  store: Store
  /** By which questions and rules know what day it is. */
  clock: Clock
  /** When something is due or late: real, whatever clock questions run on. */
  sendingTime: Clock
  log: Log
  /** Absent where nothing is measured. */
  telemetry?: Telemetry | undefined
  channel: Channel
}

/** How a message that finds its recipients itself stands after a try: dealt with for good, or to be tried again. */
export type Told = 'done' | 'again'
