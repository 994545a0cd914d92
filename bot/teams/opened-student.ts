import type { Card } from '../../cards/card'
import type { OpenStudent } from '../../cards/open-student'
import { withoutSubmit } from '../../cards/without-submit'
import { EngagementError } from '../../data/domain/errors'
import { findStaff } from '../../data/queries/staff'
import type { ConversationReference } from '../../data/records/chat'
import { chatsOf } from '../../data/records/conversation-references'
import { referredStudent } from '../../data/rights/student-reference'
import type { Asker } from '../ask'
import type { Conversation } from '../answers/answer'
import { messageAnswer } from '../answers/message'
import { answeredInPrivate, leadsNowhere, noPrivateChat } from '../answers/shared-student'
import { answerSignedOut } from '../answers/signing'
import { failureSentence } from '../failure'
import { errorFields } from '../log'
import { openStudent } from '../open-student'
import { conversationOf, type Activity } from './activity'
import { askerOf } from './asker-of'
import type { TeamsDependencies } from './dependencies'
import { noteAnswered } from './note-answered'
import { privateChatAddress } from './private-chat'

/**
 * Somebody opened a card about a student. In the private chat with the bot the answer takes the card's place. Where
 * others read along it goes to the private chat of whoever pressed, and the card says no more than that: the same bytes
 * whether or not they may see the student, and before anything of the student is read, so that not even the time that it
 * takes tells. Undefined when they have to sign in first.
 */
export async function openedStudent(
  received: Activity,
  { reference }: OpenStudent,
  dependencies: TeamsDependencies,
): Promise<Card | undefined> {
  const { store, draw } = dependencies
  const conversation = conversationOf(received)
  const asker = await askerOf(received, dependencies)
  if (asker === undefined) return undefined
  if (asker === 'signed-out') return draw(signedOutCard(conversation))
  const studentId = await referredStudent(store, reference, new Date())
  if (studentId === undefined) return draw(leadsNowhere().card)
  if (conversation.kind === 'personal')
    return draw(await answerAbout(studentId, asker, conversation, dependencies))
  return draw(await toPrivateChat(received, { studentId, reference, asker }, dependencies))
}

function signedOutCard({ kind }: Conversation): Card {
  const { card } = answerSignedOut()
  return kind === 'group' ? withoutSubmit(card) : card
}

interface Opened {
  studentId: string
  reference: string
  asker: Asker
}

async function toPrivateChat(
  received: Activity,
  { studentId, reference, asker }: Opened,
  dependencies: TeamsDependencies,
): Promise<Card> {
  const address = privateChatAddress(dependencies.entra)
  const chat = await privateChatOf(received, asker, dependencies)
  if (!chat) return noPrivateChat(reference, address)
  dependencies.background.run(async () => {
    const conversation = { id: chat.conversationId, kind: 'personal' } as const
    await dependencies.send(chat, await answerOrFailure(studentId, asker, conversation, dependencies))
  })
  return answeredInPrivate(reference, address)
}

/** The chat in which they last spoke with the bot, as the staff member whom the records hold and as the same user of Teams. */
async function privateChatOf(
  { from }: Activity,
  { key }: Asker,
  { store }: TeamsDependencies,
): Promise<ConversationReference | undefined> {
  const staff = await findStaff(store, key)
  const chats = staff ? await chatsOf(store, staff.staff_id) : []
  return chats.find(({ channelUser }) => channelUser === from.id)
}

async function answerAbout(
  studentId: string,
  asker: Asker,
  conversation: Conversation,
  dependencies: TeamsDependencies,
): Promise<Card> {
  const { store, clock, looks } = dependencies
  const started = performance.now()
  const { card, refused } = await openStudent(store, clock, asker, { studentId, conversation, limits: looks })
  noteAnswered(dependencies, { intent: 'open-student', started, ...(refused && { refused }) })
  return card
}

/** The card in the other chat says that there will be an answer. */
async function answerOrFailure(
  ...[studentId, asker, conversation, dependencies]: Parameters<typeof answerAbout>
): Promise<Card> {
  try {
    return await answerAbout(studentId, asker, conversation, dependencies)
  } catch (error) {
    const code = error instanceof EngagementError ? error.code : 'unexpected'
    dependencies.log.error('private answer failed', { code, ...errorFields(error) })
    const failed = { title: 'I could not open the card', paragraphs: [failureSentence(code)] }
    return messageAnswer({ ...failed, suggestions: [] }).card
  }
}
