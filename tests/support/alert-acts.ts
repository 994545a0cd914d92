import type { Act } from '../../cards/acts'
import { act } from '../../bot/act'
import type { Answer } from '../../bot/answers/answer'
import type { Store } from '../../data/store/store'
import { now } from './store'

/** What a button comes to for a person of these records, in their private chat. */
export async function pressAs(store: Store, person: string, action: Act, at = now): Promise<Answer> {
  const asker = { key: { idOrEmail: person }, appRoles: [] }
  const conversation = { id: `chat of ${person}`, kind: 'personal' } as const
  return (await act(store, () => at, asker, { action, conversation })).answer
}
