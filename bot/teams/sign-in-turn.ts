import type { TurnContext } from 'botbuilder'
import { z } from 'zod'
import { activity, conversationOf, type Activity } from './activity'
import { answerTo } from './answer-to'
import type { TeamsDependencies } from './dependencies'
import { respondToInvoke } from './invoke-response'
import { sendSignInCard, trySignIn } from './sign-in-requests'
import { isFirst, takeQuestion } from './sign-in'
import { sendCard } from './send'

const tokenExchange = z.object({
  id: z.string().min(1).max(200),
  connectionName: z.string().max(200).default(''),
  token: z.string().min(1).max(32_768),
})

/** Teams brings a token, from each of a person's devices: signs them in, and answers once what they had asked. */
export async function onTokenExchange(context: TurnContext, dependencies: TeamsDependencies): Promise<void> {
  const received = activity.parse(context.activity)
  const value = tokenExchange.safeParse(received.value)
  if (!value.success) return respondToInvoke(context, 400)
  const { id, connectionName, token } = value.data
  if (!(await trySignIn(received, token, dependencies))) {
    const failureDetail = 'Sign in with the button.'
    return respondToInvoke(context, 412, { id, connectionName, failureDetail })
  }
  const first = await isFirst(dependencies.store, received, id)
  await respondToInvoke(context, 200, { id, connectionName })
  if (first) await answerWhatWaits(context, received, dependencies)
}

/** Somebody has agreed to what the bot may read: Teams now has a token without asking further. */
export async function onVerifyState(context: TurnContext, dependencies: TeamsDependencies): Promise<void> {
  const received = activity.parse(context.activity)
  await respondToInvoke(context, 200)
  if (conversationOf(received).kind !== 'personal') return
  const text = (await takeQuestion(dependencies.store, received)) ?? 'my access'
  const card = await answerTo(received, { text }, dependencies)
  if (card) await sendCard(context, card)
  else await sendSignInCard(context, received, text, dependencies)
}

async function answerWhatWaits(
  context: TurnContext,
  received: Activity,
  dependencies: TeamsDependencies,
): Promise<void> {
  // Where others read along, nothing waits.
  if (conversationOf(received).kind !== 'personal') return
  const text = (await takeQuestion(dependencies.store, received)) ?? 'my access'
  const card = await answerTo(received, { text }, dependencies)
  if (card) await sendCard(context, card)
}
