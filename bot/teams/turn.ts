import { ActivityTypes, CardFactory, MessageFactory, type InvokeResponse, type TurnContext } from 'botbuilder'
import type { Card } from '../../cards/card'
import { cardAction, type CardAction } from '../../cards/verbs'
import { claimWelcome } from '../../data/records/conversations'
import type { Conversation } from '../answers/answer'
import { ask, type Asker, type Message } from '../ask'
import { failureSentence } from '../failure'
import { errorFields } from '../log'
import { EngagementError } from '../../data/domain/errors'
import { activity, executeValue, type Activity } from './activity'
import type { TeamsDependencies } from './dependencies'

/** Longer messages are not questions. */
const longestText = 2000

/** A typed message, or a button that speaks in the person's name. */
export async function onMessage(context: TurnContext, dependencies: TeamsDependencies): Promise<void> {
  const received = activity.parse(context.activity)
  const button = cardAction.safeParse(received.value)
  const text = button.success ? button.data.text : (received.text ?? '').trim().slice(0, longestText)
  const card = await respond(received, { text: text === '' ? 'help' : text }, dependencies)
  await context.sendActivity(MessageFactory.attachment(CardFactory.adaptiveCard(card)))
}

/** A button whose answer takes its card's place. The card's data are as untrusted as typed words. */
export async function onCardAction(context: TurnContext, dependencies: TeamsDependencies): Promise<void> {
  const value = executeValue.safeParse(context.activity.value)
  const action = cardAction.safeParse(value.success ? value.data.action.data : undefined)
  if (!action.success) {
    await respondToInvoke(
      context,
      errorResponse(400, 'BadRequest', 'This button is not one of mine. Ask me in words.'),
    )
    return
  }
  const card = await respond(activity.parse(context.activity), messageOf(action.data), dependencies)
  await respondToInvoke(context, {
    statusCode: 200,
    type: 'application/vnd.microsoft.card.adaptive',
    value: card,
  })
}

/** Installed, or met for the first time: one welcome in a private chat, once. */
export async function onInstalled(context: TurnContext, dependencies: TeamsDependencies): Promise<void> {
  const received = activity.parse(context.activity)
  const added =
    received.action === 'add' || received.membersAdded?.some(({ id }) => id === received.recipient?.id)
  const { id, kind } = conversationOf(received)
  if (!added || kind !== 'personal') return
  if (!(await claimWelcome(dependencies.store, id, dependencies.clock()))) return
  const card = await respond(received, { text: 'hello' }, dependencies)
  await context.sendActivity(MessageFactory.attachment(CardFactory.adaptiveCard(card)))
}

/** Something broke: the person gets a sentence, the log a code, neither gets data. */
export async function onFailure(
  context: TurnContext,
  error: unknown,
  { log }: TeamsDependencies,
): Promise<void> {
  const code = error instanceof EngagementError ? error.code : 'unexpected'
  log.error('turn failed', { code, ...errorFields(error) })
  const sentence = failureSentence(code)
  try {
    if (isInvoke(context)) await respondToInvoke(context, errorResponse(500, code, sentence))
    else await context.sendActivity(sentence)
  } catch (unsent) {
    log.error('failure not told', errorFields(unsent))
  }
}

async function respond(
  received: Activity,
  message: Omit<Message, 'conversation'>,
  { store, clock, log, draw }: TeamsDependencies,
): Promise<Card> {
  const started = performance.now()
  const conversation = conversationOf(received)
  const { query, answer } = await ask(store, clock, askerOf(received), { ...message, conversation })
  log.info('answered', { intent: query.intent, milliseconds: Math.round(performance.now() - started) })
  return draw(answer.card)
}

function messageOf({ text, page, back }: CardAction): Omit<Message, 'conversation'> {
  return { text, page, back }
}

/** Only a chat that says it is one-to-one is private. */
function conversationOf({ conversation }: Activity): Conversation {
  const isPersonal = conversation.conversationType === 'personal' && conversation.isGroup !== true
  return { id: conversation.id, kind: isPersonal ? 'personal' : 'group' }
}

/** In the Playground the activity alone says who asks: it signs nobody in and has no app roles. */
function askerOf({ from }: Activity): Asker {
  return { key: { entraObjectId: from.aadObjectId ?? '' }, appRoles: [] }
}

function isInvoke({ activity: { type } }: TurnContext): boolean {
  return type === 'invoke'
}

interface ExecuteResponse {
  statusCode: number
  type: string
  value: unknown
}

function errorResponse(statusCode: number, code: string, message: string): ExecuteResponse {
  return { statusCode, type: 'application/vnd.microsoft.error', value: { code, message } }
}

/** Sent here and not by teams-ai, which would switch a verb for good to updating the card for everyone. */
async function respondToInvoke(context: TurnContext, body: ExecuteResponse): Promise<void> {
  const value: InvokeResponse = { status: 200, body }
  await context.sendActivity({ type: ActivityTypes.InvokeResponse, value })
}
