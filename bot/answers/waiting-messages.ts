import type { Reason } from '../../data/queries/deliveries'
import { noChatYet } from '../../data/records/sending'

/** What messages wait for: that people open their chats, in a sentence; and what came in the way of the others. */
export function waitsInWords(waitingFor: readonly Reason[]): { forChats: string[]; others: Reason[] } {
  const count = waitingFor.find(({ reason }) => reason === noChatYet)?.count ?? 0
  const others = waitingFor.filter(({ reason }) => reason !== noChatYet)
  if (count === 0) return { forChats: [], others }
  const what = count === 1 ? '1 of them waits' : `${count} of them wait`
  return { forChats: [`${what} until whom it is for opens a chat with the bot.`], others }
}
