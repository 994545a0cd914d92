import type { AlertSettings } from '../../../data/configuration/alerts'
import type { Deliveries } from '../../../data/queries/deliveries'
import { reasonsInWords } from '../../answers/delivery-reasons'
import { plural } from '../../answers/phrases'
import { nextWorkingTime } from '../working-time'

/** How long what is due may lie in working time, in milliseconds. */
const patience = 2 * 3_600_000
/** Fewer say nothing about a share. */
const fewFailures = 10
const fewChats = 10
const [manyFailed, manyBlocked] = [0.1, 0.2]

/** What is the matter with deliveries, in sentences that say what to do; none where they are well. */
export function deliveryTroubles(found: Deliveries, now: Date, settings: AlertSettings): string[] {
  return [...credentials(found), ...lying(found, now, settings), ...failures(found), ...blocked(found)]
}

function credentials({ waitingFor }: Deliveries): string[] {
  const waiting = waitingFor.find(({ reason }) => reason === 'credentials')
  if (!waiting) return []
  return [
    `Teams refused the bot’s own credentials, and ${messages(waiting.count)} ${waiting.count === 1 ? 'waits' : 'wait'}: check MicrosoftAppId, MicrosoftAppPassword and MicrosoftAppTenantId, and whether the secret has expired.`,
  ]
}

function lying({ oldestDue, due }: Deliveries, now: Date, settings: AlertSettings): string[] {
  const isWorkingTime = nextWorkingTime(now, settings).getTime() === now.getTime()
  if (!oldestDue || !isWorkingTime) return []
  const since = nextWorkingTime(oldestDue, settings)
  if (now.getTime() - since.getTime() <= patience) return []
  return [
    `${messages(due)} ${due === 1 ? 'is' : 'are'} due, the oldest for more than two hours: check that the server runs, or deliver them with 'engagement alerts send'.`,
  ]
}

function failures({ outcomes, failed }: Deliveries): string[] {
  const tried = outcomes.sent + outcomes.failed
  if (outcomes.failed < fewFailures || outcomes.failed <= manyFailed * tried) return []
  return [`${outcomes.failed} of ${messages(tried)} failed in the last day (${reasonsInWords(failed)}).`]
}

function blocked({ chats, blocked: count }: Deliveries): string[] {
  if (chats < fewChats || count <= manyBlocked * chats) return []
  return [
    `In ${count} of ${plural(chats, 'chat')} Teams takes nothing: people blocked the bot or removed the app. See 'engagement alerts status'.`,
  ]
}

const messages = (count: number): string => plural(count, 'message')
