import type { Act } from '../../cards/acts'
import type { Card } from '../../cards/card'
import { withoutSubmit } from '../../cards/without-submit'
import { findStaff } from '../../data/queries/staff'
import { readUnits } from '../../data/queries/units'
import type { Store } from '../../data/store/store'
import { act, typedIn } from '../act'
import { resolveCopyOfAlert } from '../alerts/sending/resolve-copy'
import { answerToGroup } from '../answers'
import { withTypedWords } from '../answers/notices'
import type { Answer } from '../answers/answer'
import { onlyInPrivate } from '../answers/refusals'
import { sharedQuestion } from '../answers/shared-question'
import { answerSignedOut } from '../answers/signing'
import { ask, askOpenly, type Asked, type Message } from '../ask'
import { forget } from '../memory'
import { noteTurn } from '../telemetry/turn'
import { conversationOf, type Activity } from './activity'
import { askerOf } from './asker-of'
import type { TeamsDependencies } from './dependencies'
import { noteAnswered } from './note-answered'
import { privateChatAddress, rememberWhere } from './private-chat'
import { allowSignIn, signOut } from './sign-in'

/** A message from whichever door, before it is known from where. */
export type Incoming = WithoutConversation<Message>
type WithoutConversation<T> = T extends unknown ? Omit<T, 'conversation'> : never

/**
 * The one way from a message, whichever door it came through, to its card. Undefined when its asker has to sign in
 * first: until they have, only what may be said to anyone is answered.
 */
export async function answerTo(
  received: Activity,
  message: Incoming,
  dependencies: TeamsDependencies,
): Promise<Drawn | undefined> {
  return logged(dependencies, () => answeredBy(received, message, dependencies))
}

/** The same from a button that does more than ask in words. */
export async function answerToButton(
  received: Activity,
  action: Act,
  dependencies: TeamsDependencies,
): Promise<Drawn | undefined> {
  return logged(dependencies, () => doneBy(received, action, dependencies))
}

type Answered = Drawn & Pick<Answer, 'refused'> & { intent: string }

async function logged(
  dependencies: TeamsDependencies,
  work: () => Promise<Answered | undefined>,
): Promise<Drawn | undefined> {
  const started = performance.now()
  const answered = await work()
  if (!answered) {
    noteTurn({ outcome: 'sign-in-needed' })
    return undefined
  }
  noteAnswered(dependencies, { ...answered, started })
  const { reading, card } = answered
  return { card: dependencies.draw(card), ...(reading && { reading }) }
}

/** A card as it is sent, and whether a language model read what it answers. */
export interface Drawn extends Pick<Asked, 'reading'> {
  card: Card
}

async function doneBy(
  received: Activity,
  action: Act,
  dependencies: TeamsDependencies,
): Promise<Answered | undefined> {
  const { store, clock, looks } = dependencies
  const intent = action.verb
  const conversation = conversationOf(received)
  if (conversation.kind === 'group') return answeredWith(intent, onlyInPrivate())
  const asker = await askerOf(received, dependencies)
  if (asker === 'signed-out') return { intent, card: withTypedWords(answerSignedOut(), typedIn(action)).card }
  if (asker === undefined) return undefined
  const { answer } = await act(store, clock, asker, { action, conversation }, looks)
  if ('sent' in action && action.sent === true && answer.students.length > 0)
    settlePressedCopy(received, action.alert, dependencies)
  return answeredWith(intent, answer)
}

function answeredWith(intent: string, { card, refused }: Answer): Answered {
  return { intent, card, ...(refused && { refused }) }
}

/** Only its holder can have pressed a card that shows something. */
function settlePressedCopy(
  { replyToId, conversation }: Activity,
  alertId: string,
  { store, background }: TeamsDependencies,
): void {
  if (!replyToId) return
  const copy = { alertId, activityId: replyToId, conversationId: conversation.id }
  background.run(() => resolveCopyOfAlert(store, copy))
}

async function answeredBy(
  received: Activity,
  message: Incoming,
  dependencies: TeamsDependencies,
): Promise<Answered | undefined> {
  const { store, clock, entra, looks, model } = dependencies
  const conversation = conversationOf(received)
  const { query, answer } = askOpenly(message)
  const { intent } = query
  const isSeenByAll = conversation.kind === 'group' && message.onlyForAsker !== true
  if (isSeenByAll) {
    const toAll = await answerToGroup(query, dependencies)
    return answeredWith(
      intent,
      toAll ?? (await privateOffer('text' in message ? message.text : '', dependencies)),
    )
  }
  if (entra && intent === 'sign-out') {
    await signOut(store, received)
    await forgetConversations(received, store)
    return { intent, card: answerSignedOut().card }
  }
  if (entra && intent === 'sign-in') await allowSignIn(store, received)
  const asker = await askerOf(received, dependencies)
  if (asker === 'signed-out') return { intent, card: (answer ?? answerSignedOut()).card }
  if (asker === undefined) return answer && { intent, card: answer.card }
  const incoming: Incoming = entra && intent === 'sign-in' ? { question: { intent: 'my-access' } } : message
  const asked = await ask(store, clock, asker, { ...incoming, conversation }, looks, model)
  if (asked.access && conversation.kind === 'personal')
    await rememberWhere(received, asked.access.staff.staff_id, asker, store)
  const {
    reading,
    answer: { card, refused },
  } = asked
  // A suggestion would be said for all to read.
  return {
    intent: asked.query.intent,
    card: conversation.kind === 'group' ? withoutSubmit(card) : card,
    ...(reading && { reading }),
    ...(refused && { refused }),
  }
}

/** What somebody asked is theirs as long as they are signed in. */
async function forgetConversations({ from }: Activity, store: Store): Promise<void> {
  const staff = await findStaff(store, { entraObjectId: from.aadObjectId ?? '' })
  if (staff) await forget(store, staff.staff_id)
}

/** Where others read along: the private chat, and for a question about many, each reader's own numbers. */
async function privateOffer(text: string, { store, entra }: TeamsDependencies): Promise<Answer> {
  const question = sharedQuestion(text, await readUnits(store), store.settings.indicator.windowDays)
  const chat = privateChatAddress(entra)
  return onlyInPrivate({
    ...(question === undefined ? {} : { question }),
    ...(chat === undefined ? {} : { chat }),
  })
}
