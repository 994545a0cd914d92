import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Card } from '../../../cards/card'
import { messageCard } from '../../../cards/message'
import { dayInWords, dayOf, timeOf } from '../../../data/domain/day'
import { staffWithRole, type Staff } from '../../../data/queries/staff'
import { withName, type ToldLooks } from '../../../data/queries/unusual-looks'
import { chatsOf } from '../../../data/records/conversation-references'
import { putMessage, readMessage, type OutboxMessage } from '../../../data/records/outbox'
import { parseUnusualLooks } from '../../../data/records/unusual-looks'
import { dataProtectionGrant } from '../../access/data-protection'
import { lookerInWords } from '../../answers/phrases'
import type { Composer } from './composer'
import type { Delivery, Told } from '../delivery'
import { accessOfRecipient } from '../recipient'

/** The kind of the message that tells one holder of the role. */
export const toldLooksKind = 'unusual-looks-told'

/** Where the role has gone since, it may come back with the next sign-in. In milliseconds. */
const untilAsked = 3_600_000

/**
 * Has those who hold the data-protection role told that somebody looked at unusually many students: a message for each.
 * The person concerned is not told. While nobody can be, it is tried again.
 */
export async function spreadUnusualLooks(message: OutboxMessage, delivery: Delivery): Promise<Told> {
  const { store, clock, sendingTime } = delivery
  const alert = parseUnusualLooks(message.payload)
  const holders: string[] = []
  for (const person of await staffWithRole(store, 'data-protection', dayOf(clock())))
    if (person.staff_id !== alert.staffId && (await mayBeTold(person, delivery)))
      holders.push(person.staff_id)
  const dueAt = sendingTime()
  await store.transaction(async ({ db }) => {
    for (const recipient of holders) {
      const payload = { looks: message.id }
      await putMessage(db, {
        id: idFor(message.id, recipient),
        kind: toldLooksKind,
        payload,
        recipient,
        dueAt,
      })
    }
  })
  return holders.length > 0 ? 'done' : 'again'
}

async function mayBeTold(person: Staff, delivery: Delivery): Promise<boolean> {
  const chats = await chatsOf(delivery.store, person.staff_id)
  return dataProtectionGrant(await accessOfRecipient(delivery, person, chats)) !== undefined
}

/** Nobody is told twice, however often it is tried. */
function idFor(messageId: string, staffId: string): string {
  return `looks:${createHash('sha256').update(`${messageId} ${staffId}`).digest('hex').slice(0, 40)}`
}

const toldLooks = z.object({ looks: z.string() })

/** Tells one holder of the role, at whatever time. */
export const unusualLooksComposer: Composer = {
  waitsForWorkingTime: false,
  compose: async (message, { access }, { store, sendingTime }) => {
    const about = await readMessage(store.db, toldLooks.parse(JSON.parse(message.payload)).looks)
    if (!about) return { drop: 'over' }
    const grant = dataProtectionGrant(access)
    if (!grant) return { later: new Date(sendingTime().getTime() + untilAsked) }
    return { card: unusualLooksCard(await withName(store, grant, parseUnusualLooks(about.payload))) }
  },
}

/** What happened, why they are told, what they can do. It names no student. */
function unusualLooksCard({ staffId, name, at, seen, limits }: ToldLooks): Card {
  const who = lookerInWords({ staffId, name })
  const time = new Date(at)
  return messageCard({
    title: 'Unusually many looks at students',
    paragraphs: [
      `By ${timeOf(time)} on ${dayInWords(dayOf(time))}, ${who} had seen ${seen.hour} different students within an hour and ${seen.day} within 24 hours. More than ${limits.hour} and ${limits.day} are unusual.`,
      'There may be a good reason: ask before you conclude. The access trail tells which students, to whoever may run “engagement audit show”.',
      'You are told because you hold the data-protection role. It comes again only when as many students are added.',
    ],
    suggestions: [{ text: 'list alerts' }, { text: 'my access' }],
  })
}
