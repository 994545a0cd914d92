import { CardFactory, MessageFactory, type TurnContext } from 'botbuilder'
import type { Channel } from '../alerts/sending/channel'
import type { Send } from '../alerts/delivery'
import { labelAsAi } from './ai-label'
import type { Drawn } from './answer-to'

/** Answers in the chat of a turn. Where a model read the question, Teams too says that there is AI in the message. */
export async function sendCard(context: TurnContext, { card, reading }: Drawn): Promise<void> {
  const activity = MessageFactory.attachment(CardFactory.adaptiveCard(card))
  if (reading === 'model') labelAsAi(activity)
  await context.sendActivity(activity)
}

/** Answers in another chat than that of the turn. As every reply, it is outside of what limits messages sent unasked. */
export function sendOver(channel: Channel): Send {
  return async (chat, card) => {
    const answer = await channel.post(chat, card, 'answer')
    if (answer.kind !== 'taken') throw new Error(`not sent: ${answer.code}`)
  }
}
