import { openStore } from '../../data/store/open'
import type { Store } from '../../data/store/store'
import { useBot } from './bot'
import { chattingWith, type Chatting } from './chatting'
import { aisha } from './people'
import { dataOf, inputsOf } from './pressed'
import { copySample } from './sample'
import { now } from './store'

/** A bot whose people record contacts with Aisha, and what stands in its store afterwards. */
export interface ContactChat extends Chatting {
  store: Store
  /** Every version of every contact. */
  rows: () => ReturnType<typeof versions>
  /** Opens the form and saves it, with other values in its fields where they are given. */
  record: (who: string, inputs?: Record<string, string>) => Promise<unknown>
}

/** For the tests of this file; none sees the contacts of another. */
export function useContactChat(): ContactChat {
  const database = copySample()
  const chatting = chattingWith(useBot(database, { now }))
  const store = openStore(database)
  afterAll(() => store.close())
  beforeEach(() => store.db.deleteFrom('contact_version').execute())
  return {
    store,
    ...chatting,
    rows: () => versions(store),
    record: async (who, inputs = {}) => {
      const form = await chatting.say(who, `log a call with ${aisha}: talked about attendance`)
      return chatting.press(who, { ...dataOf(form, 'Save'), ...inputsOf(form), ...inputs })
    },
  }
}

function versions({ db }: Store) {
  return db.selectFrom('contact_version').selectAll().orderBy('contact_id').orderBy('version').execute()
}
