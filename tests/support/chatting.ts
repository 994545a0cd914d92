import { z } from 'zod'
import { activityFrom, type BotUnderTest } from './bot'

const invoked = z.object({ statusCode: z.number(), type: z.string(), value: z.unknown() })

/** What people do in their chats with the bot; `parts` are what their activity has otherwise than from a private chat. */
export interface Chatting {
  /** Presses a button; gives the card, or the error, that takes the card's place. */
  press: (who: string, data: unknown, parts?: object) => Promise<unknown>
  /** Presses a button; gives all that comes back, with its status and type. */
  pressed: (who: string, data: unknown, parts?: object) => Promise<z.infer<typeof invoked>>
  /** Says something; gives the card that comes back. */
  say: (who: string, text: string, parts?: object) => Promise<unknown>
}

export function chattingWith(bot: BotUnderTest): Chatting {
  const pressed: Chatting['pressed'] = async (who, data, parts = {}) => {
    const value = { action: { type: 'Action.Execute', verb: 'x', data } }
    const { status, body } = await bot.post(
      activityFrom(who, { type: 'invoke', name: 'adaptiveCard/action', value, ...parts }),
    )
    expect(status).toBe(200)
    return invoked.parse(body)
  }
  return {
    pressed,
    press: async (...given) => (await pressed(...given)).value,
    say: async (who, text, parts = {}) => {
      bot.connector.sent.length = 0
      expect((await bot.post(activityFrom(who, { type: 'message', text, ...parts }))).status).toBe(200)
      return bot.connector.sent.at(-1)?.attachments?.[0]?.content
    },
  }
}
