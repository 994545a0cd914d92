import type { TurnContext } from 'botbuilder'
import { z } from 'zod'
import { cardAction } from '../../cards/verbs'
import { EngagementError } from '../../data/domain/errors'
import { claimWelcome } from '../../data/records/conversations'
import { tooLong } from '../answers/unclear'
import { failureSentence } from '../failure'
import { errorFields } from '../log'
import { activity } from './activity'
import { answerTo } from './answer-to'
import type { TeamsDependencies } from './dependencies'
import { installationIn, noteInstallation } from './installation'
import { pressed } from './pressed'
import { sendCard } from './send'
import { errorResponse, isWaitingInvoke, respondToInvoke } from './invoke-response'
import { loginRequest, preconditionFailed, sendSignInCard, tokenOf, trySignIn } from './sign-in-requests'

/** Longer messages are not questions, and are not cut: half a note would be kept for a whole one. */
const longestText = 2000

/** A typed message, or a button that speaks in the person's name; what writes is no message. */
export async function onMessage(context: TurnContext, dependencies: TeamsDependencies): Promise<void> {
  const received = activity.parse(context.activity)
  const button = cardAction.safeParse(received.value)
  const said = button.data?.verb === 'ask' ? button.data.text : received.text
  const typed = (said ?? '').trim()
  if (typed.length > longestText) return sendCard(context, { card: dependencies.draw(tooLong().card) })
  const text = typed === '' ? 'help' : typed
  const drawn = await answerTo(received, { text, memory: 'follow' }, dependencies)
  if (drawn) await sendCard(context, drawn)
  else await sendSignInCard(context, received, text, dependencies)
}

const executeValue = z.object({ action: z.object({ data: z.unknown() }) })

/** A button whose answer takes its card's place. The card's data are as untrusted as typed words. */
export async function onCardAction(context: TurnContext, dependencies: TeamsDependencies): Promise<void> {
  const received = activity.parse(context.activity)
  const value = executeValue.safeParse(received.value)
  const action = cardAction.safeParse(value.success ? value.data.action.data : undefined)
  const answerPressed = action.success ? pressed(action.data) : undefined
  if (!answerPressed) {
    const refusal = errorResponse(400, 'BadRequest', 'This button is not one of mine. Ask me in words.')
    return respondToInvoke(context, 200, refusal)
  }
  const token = tokenOf(received)
  if (token !== undefined && !(await trySignIn(received, token, dependencies)))
    return respondToInvoke(context, 200, preconditionFailed)
  const card = await answerPressed(received, dependencies)
  await respondToInvoke(
    context,
    200,
    card
      ? { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card }
      : loginRequest(dependencies),
  )
}

/** Installed, or met for the first time: the chat is remembered, and gets one welcome, once. Removed: it is forgotten. */
export async function onInstalled(context: TurnContext, dependencies: TeamsDependencies): Promise<void> {
  const received = activity.parse(context.activity)
  const installation = installationIn(received)
  if (!installation) return
  await noteInstallation(received, installation, dependencies)
  const { id } = received.conversation
  if (installation === 'removed' || !(await claimWelcome(dependencies.store, id, dependencies.clock())))
    return
  const drawn = await answerTo(received, { text: 'hello' }, dependencies)
  if (drawn) await sendCard(context, drawn)
}

/** Something broke: the person gets a sentence, the log a code, neither gets data. */
export async function onFailure(
  context: TurnContext,
  error: unknown,
  { log }: Pick<TeamsDependencies, 'log'>,
): Promise<void> {
  const code = error instanceof EngagementError ? error.code : 'unexpected'
  log.error('turn failed', { code, ...errorFields(error) })
  const sentence = failureSentence(code)
  try {
    if (isWaitingInvoke(context)) await respondToInvoke(context, 200, errorResponse(500, code, sentence))
    else await context.sendActivity(sentence)
  } catch (unsent) {
    log.error('failure not told', errorFields(unsent))
  }
}
