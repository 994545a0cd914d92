import { CardFactory, type TurnContext } from 'botbuilder'
import { z } from 'zod'
import { fullName } from '../../data/domain/student'
import type { FoundStudent } from '../../data/queries/found-students'
import { studentReference } from '../../data/rights/student-reference'
import { sharedQuestionCard, type SharedQuestion } from '../answers/shared-question'
import { studentInChat } from '../answers/shared-student'
import { findToShare } from '../share'
import { studentInShort } from '../answers/phrases'
import { activity, conversationOf } from './activity'
import { askerOf } from './asker-of'
import type { TeamsDependencies } from './dependencies'
import { respondToInvoke } from './invoke-response'
import { silentAuth, tokenOf, trySignIn } from './sign-in-requests'

/** How Teams names a search in a message extension. */
export const searchOperationName = 'composeExtension/query'

const search = z.object({
  parameters: z.array(z.object({ name: z.string().optional().catch(undefined), value: z.unknown() })).min(1),
})

/**
 * Somebody looks for a question or one of their own students to put into a chat. What goes into the chat is the question,
 * never its answer, or a card that holds nothing of the student: whoever opens it there is answered within their own
 * role. Only the list of what was found, which nobody but the searcher is sent, tells who a student is.
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
  const { store, clock, looks } = dependencies
  const where = { conversation: conversationOf(received), limits: looks }
  const found = await findToShare(store, clock, asker, { text: wordsOf(received.value), ...where })
  const attachments = [
    ...found.questions.map((question) => questionAttachment(question, dependencies)),
    ...(await Promise.all(found.students.map((student) => studentAttachment(student, dependencies)))),
  ]
  await respondToInvoke(context, 200, {
    composeExtension: { type: 'result', attachmentLayout: 'list', attachments },
  })
}

/** A sign-in that was asked for here would be asked for again and again. */
const signedOutResult = {
  composeExtension: { type: 'message', text: 'You are signed out. Say “sign in” in our private chat.' },
}

/** What Teams calls the parameter that says that the extension was opened, and nothing typed yet. */
const opened = 'initialRun'

/** The Playground names no parameter. */
function wordsOf(value: unknown): string {
  const parsed = search.safeParse(value)
  const [first] = parsed.data?.parameters ?? []
  return typeof first?.value === 'string' && first.name !== opened ? first.value.slice(0, 500) : ''
}

function questionAttachment(question: SharedQuestion, { draw }: TeamsDependencies): object {
  return {
    ...CardFactory.adaptiveCard(draw(sharedQuestionCard(question))),
    preview: CardFactory.thumbnailCard(question.title, [], [], {
      text: 'Each reader sees their own numbers.',
    }),
  }
}

/** Only the preview, which stays with the searcher, says who it is. */
async function studentAttachment(student: FoundStudent, { store, draw }: TeamsDependencies): Promise<object> {
  const reference = await studentReference(store, student.student_id, new Date())
  return {
    ...CardFactory.adaptiveCard(draw(studentInChat(reference))),
    preview: CardFactory.thumbnailCard(unmarked(fullName(student)), [], [], {
      text: unmarked(studentInShort(student)),
    }),
  }
}

/** Outside text for a preview, which takes HTML: without its tags, and without what turns the words around it. */
const unmarked = (text: string): string => text.replaceAll(/[<>\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '')
