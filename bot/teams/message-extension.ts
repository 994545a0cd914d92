import { CardFactory, type TurnContext } from 'botbuilder'
import { z } from 'zod'
import { sharedQuestionCard, type SharedQuestion } from '../answers/shared-question'
import { questionsToShare } from '../share'
import { activity } from './activity'
import { askerOf } from './answer-to'
import type { TeamsDependencies } from './dependencies'
import { respondToInvoke } from './invoke-response'
import { silentAuth, tokenOf, trySignIn } from './sign-in-requests'

/** How Teams names a search in a message extension. */
export const searchOperationName = 'composeExtension/query'

const search = z.object({ parameters: z.array(z.object({ value: z.unknown() })).min(1) })

/**
 * Somebody looks for a question to put into a chat. What they get is the question, never its answer: whoever opens it
 * there is answered within their own role.
 */
export async function onSearch(context: TurnContext, dependencies: TeamsDependencies): Promise<void> {
  const received = activity.parse(context.activity)
  const signedOut = await askerOf(received, dependencies)
  if (signedOut === 'signed-out') return respondToInvoke(context, 200, signedOutResult)
  const token = tokenOf(received)
  if (token !== undefined && !(await trySignIn(received, token, dependencies)))
    return respondToInvoke(context, 412)
  const asker = await askerOf(received, dependencies)
  if (typeof asker !== 'object') return respondToInvoke(context, 200, silentAuth(dependencies))
  const { store, clock } = dependencies
  const questions = await questionsToShare(store, clock, asker, wordsOf(received.value))
  const attachments = questions.map((question) => attachmentOf(question, dependencies))
  await respondToInvoke(context, 200, {
    composeExtension: { type: 'result', attachmentLayout: 'list', attachments },
  })
}

/** A sign-in that was asked for here would be asked for again and again. */
const signedOutResult = {
  composeExtension: { type: 'message', text: 'You are signed out. Say “sign in” in our private chat.' },
}

/** The Playground names no parameter, and Teams asks without words when the extension opens. */
function wordsOf(value: unknown): string {
  const parsed = search.safeParse(value)
  const words = parsed.success ? parsed.data.parameters[0]?.value : undefined
  return typeof words === 'string' ? words.slice(0, 500) : ''
}

function attachmentOf(question: SharedQuestion, { draw }: TeamsDependencies): object {
  return {
    ...CardFactory.adaptiveCard(draw(sharedQuestionCard(question))),
    preview: CardFactory.thumbnailCard(question.title, [], [], {
      text: 'Each reader sees their own numbers.',
    }),
  }
}
