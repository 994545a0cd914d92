import { allStaffNames } from '../data/queries/staff'
import type { Store } from '../data/store/store'
import type { Access } from './access/access'
import { personScopes } from './access/scope'
import type { Allowance } from './language/model/allowance'
import { outgoingOf, type Outgoing } from './language/model/outgoing'
import type { ReadByModel } from './language/model/read-by-model'
import { readingOf, type ModelReading } from './language/model/reading'
import type { Vocabulary } from './language/vocabulary'
import type { Log } from './log'
import type { Telemetry } from './telemetry/telemetry'

/** A language model that may be asked what a message means. */
export interface ModelDoor {
  read: ReadByModel
  /** How often it may be asked for one person. */
  allowance: Allowance
  log: Log
  /** Absent where nothing is measured. */
  telemetry?: Telemetry | undefined
}

/** How many messages of one person may go to the model in an hour. */
export const messagesPerHour = 10

/** A message, who wrote it, and what its words may name. */
export interface UnplacedMessage {
  text: string
  access: Access
  vocabulary: Vocabulary
}

/**
 * What a model takes a message for that the grammar could not place; undefined where it is not asked or gives no question.
 * It is asked only for somebody whose role shows students by name: a dean of thousands types names that nobody here knows.
 */
export async function readAgain(
  store: Store,
  message: UnplacedMessage,
  door: ModelDoor,
): Promise<ModelReading | undefined> {
  if (personScopes(message.access).length === 0) return undefined
  const outgoing = outgoingOf(message.text, message.vocabulary, await allStaffNames(store))
  const read = outgoing ? await askModel(outgoing, message, door) : 'model-not-asked'
  if (typeof read === 'string') door.log.info('message not read by the model', { code: read })
  const outcome = typeof read === 'string' ? read : read ? 'read' : 'model-failed'
  door.telemetry?.count('model_reads', { outcome })
  return typeof read === 'string' ? undefined : read
}

/** The reading, or a code that says why there is none; undefined where the model itself has said so. */
async function askModel(
  outgoing: Outgoing,
  { access, vocabulary }: UnplacedMessage,
  { read, allowance }: ModelDoor,
): Promise<ModelReading | string | undefined> {
  if (!allowance(access.staff.staff_id)) return 'model-allowance'
  const returned = await read(outgoing.text, vocabulary.today)
  if (returned === undefined) return undefined
  return readingOf(returned, outgoing, vocabulary) ?? 'model-no-question'
}
