import type { Card } from '../../cards/card'
import { messageCard } from '../../cards/message'
import { dayInWords, dayOf, timeOf } from '../../data/domain/day'
import { staffWithRole, type Staff } from '../../data/queries/staff'
import { withName, type ToldLooks } from '../../data/queries/unusual-looks'
import { chatsOf, type RememberedChat } from '../../data/records/conversation-references'
import { parseUnusualLooks, type UnusualLooks } from '../../data/records/unusual-looks'
import { dataProtectionGrant } from '../access/data-protection'
import { lookerInWords } from '../answers/phrases'
import { errorFields } from '../log'
import type { Delivery, Told } from './delivery'
import { accessOfRecipient } from './recipient'

/**
 * Tells those who hold the data-protection role that somebody looked at unusually many students, each once. The person
 * concerned is not told. While nobody can be, or a chat cannot be reached, it is tried again.
 */
export async function tellUnusualLooks(payload: string, delivery: Delivery): Promise<Told> {
  const { store, clock, log, send } = delivery
  const alert = parseUnusualLooks(payload)
  const told = new Set(alert.told)
  let failed = false
  for (const person of await staffWithRole(store, 'data-protection', dayOf(clock()))) {
    if (person.staff_id === alert.staffId) continue
    const chats = await chatsOf(store, person.staff_id)
    for (const chat of chats) {
      if (told.has(chat.conversationId)) continue
      const card = await cardFor(person, chats, alert, delivery)
      if (!card) continue
      try {
        await send(chat, card)
        told.add(chat.conversationId)
      } catch (error) {
        log.warn('alert not sent', errorFields(error))
        failed = true
      }
    }
  }
  return told.size > 0 && !failed ? 'done' : { payload: JSON.stringify({ ...alert, told: [...told] }) }
}

async function cardFor(
  person: Staff,
  chats: readonly RememberedChat[],
  alert: UnusualLooks,
  delivery: Delivery,
): Promise<Card | undefined> {
  const grant = dataProtectionGrant(await accessOfRecipient(delivery, person, chats))
  return grant && unusualLooksCard(await withName(delivery.store, grant, alert))
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
