import { setTimeout as wait } from 'node:timers/promises'
import { CardFactory, MessageFactory, type TurnContext } from 'botbuilder'
import type { Card } from '../../cards/card'
import type { Send } from '../alerts/delivery'
import type { ChannelAdapter } from './adapter'
import { labelAsAi } from './ai-label'
import type { Drawn } from './answer-to'

/** Answers in the chat of a turn. Where a model read the question, Teams too says that there is AI in the message. */
export async function sendCard(context: TurnContext, { card, reading }: Drawn): Promise<void> {
  const activity = MessageFactory.attachment(CardFactory.adaptiveCard(card))
  if (reading === 'model') labelAsAi(activity)
  await context.sendActivity(activity)
}

/** How long the channel may take for one message, in milliseconds. */
const patience = 15_000

/** Sends cards unasked, with the bot's own token. */
export function senderFor(adapter: ChannelAdapter, appId: string, draw: (card: Card) => Card): Send {
  return async (chat, card) => {
    let failed: unknown
    const sending = adapter.continueConversationAsync(
      appId,
      {
        channelId: 'msteams',
        serviceUrl: chat.serviceUrl,
        bot: { id: `28:${appId}`, name: '' },
        user: { id: chat.channelUser, name: '' },
        conversation: {
          id: chat.conversationId,
          tenantId: chat.tenantId,
          conversationType: 'personal',
          isGroup: false,
          name: '',
        },
      },
      async (context) => {
        // Thrown from here it would be taken for a turn that failed, and be told in the chat.
        await sendCard(context, { card: draw(card) }).catch((error: unknown) => {
          failed = error
        })
      },
    )
    const late = wait(patience, 'late', { ref: false })
    if ((await Promise.race([sending, late])) === 'late') throw new Error('the channel does not answer')
    if (failed !== undefined) throw failed instanceof Error ? failed : new Error('not sent')
  }
}
