import type { Card } from '../../../cards/card'
import type { Staff } from '../../../data/queries/staff'
import type { OutboxMessage } from '../../../data/records/outbox'
import type { Database } from '../../../data/store/store'
import type { Access } from '../../access/access'
import type { Delivery } from '../delivery'

/** To whom a message goes, and what they may see at this moment. */
export interface Recipient {
  staff: Staff
  access: Access
  /** Their private chat with the bot. */
  conversationId: string
}

/**
 * What a message comes to at the moment of sending or of revising: a card; nothing, for good, with a code that says why; or a
 * later try. A message that was sent before is taken back where it comes to nothing.
 */
export type Composed = { card: Card } | { drop: string } | { later: Date }

/** One kind of message. A new kind is a file with one of these, and its line in composers.ts. */
export interface Composer {
  /** Whether it waits for working time. What puts right a message that was sent never waits. */
  waitsForWorkingTime: boolean
  /** Makes the card, with the rights of now. What it shows of students is on the record before it is sent. */
  compose(message: OutboxMessage, recipient: Recipient, delivery: Delivery): Promise<Composed>
  /** What follows from its having been sent, in the transaction that records that. */
  sent?(db: Database, message: OutboxMessage, at: Date): Promise<void>
  /** What follows where it never will be: dropped, or given up after its last try. In the transaction that records that. */
  unsent?(db: Database, message: OutboxMessage, reason: string, at: Date): Promise<void>
}
