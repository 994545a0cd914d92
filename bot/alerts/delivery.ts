import type { Card } from '../../cards/card'
import type { Clock } from '../../data/domain/day'
import type { ConversationReference } from '../../data/records/conversation-references'
import type { Store } from '../../data/store/store'
import type { Log } from '../log'

/** Puts a card into somebody's private chat. */
export type Send = (chat: ConversationReference, card: Card) => Promise<void>

/** What telling somebody something draws on. */
export interface Delivery {
  store: Store
  /** By which questions and rules know what day it is. */
  clock: Clock
  /** When something is due or late: real, whatever clock questions run on. */
  sendingTime: Clock
  log: Log
  send: Send
}

/** How a message stands after a try: dealt with for good, or what to keep of it for the next one. */
export type Told = 'done' | { payload: string }
