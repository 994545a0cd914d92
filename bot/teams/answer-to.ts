import type { Card } from '../../cards/card'
import { onlyInPrivate } from '../answers/refusals'
import { answerSignedOut } from '../answers/signing'
import { ask, askOpenly, type Asker, type Message } from '../ask'
import { graphFor } from '../graph'
import { conversationOf, type Activity } from './activity'
import type { TeamsDependencies } from './dependencies'
import { allowSignIn, signOut, whoIs } from './sign-in'

/**
 * The one way from a message, whichever door it came through, to its card. Undefined when its asker has to sign in
 * first: until they have, only what may be said to anyone is answered.
 */
export async function answerTo(
  received: Activity,
  message: Omit<Message, 'conversation'>,
  dependencies: TeamsDependencies,
): Promise<Card | undefined> {
  const started = performance.now()
  const { log, draw } = dependencies
  const answered = await answeredBy(received, message, dependencies)
  if (!answered) return undefined
  log.info('answered', { intent: answered.intent, milliseconds: Math.round(performance.now() - started) })
  return draw(answered.card)
}

async function answeredBy(
  received: Activity,
  message: Omit<Message, 'conversation'>,
  dependencies: TeamsDependencies,
): Promise<{ intent: string; card: Card } | undefined> {
  const { store, clock, entra, looks } = dependencies
  const conversation = conversationOf(received)
  const { query, answer } = askOpenly(message.text)
  const { intent } = query
  if (conversation.kind === 'group') return { intent, card: (answer ?? onlyInPrivate()).card }
  if (entra && intent === 'sign-out') {
    await signOut(store, received)
    return { intent, card: answerSignedOut().card }
  }
  if (entra && intent === 'sign-in') await allowSignIn(store, received)
  const asker = await askerOf(received, dependencies)
  if (asker === 'signed-out') return { intent, card: (answer ?? answerSignedOut()).card }
  if (asker === undefined) return answer && { intent, card: answer.card }
  const text = entra && intent === 'sign-in' ? 'my access' : message.text
  const asked = await ask(store, clock, asker, { ...message, text, conversation }, looks)
  return { intent: asked.query.intent, card: asked.answer.card }
}

/** Who asks, once they have signed in. In the Playground the activity alone says who asks: it signs nobody in and has no app roles. */
export async function askerOf(
  received: Activity,
  { store, entra, log }: TeamsDependencies,
): Promise<Asker | 'signed-out' | undefined> {
  if (!entra) return { key: { entraObjectId: received.from.aadObjectId ?? '' }, appRoles: [] }
  const person = await whoIs(store, received)
  if (typeof person !== 'object') return person
  return {
    key: { entraObjectId: person.objectId, upn: person.upn },
    appRoles: person.appRoles,
    graph: graphFor(entra.graph, person.graphToken, log),
  }
}
