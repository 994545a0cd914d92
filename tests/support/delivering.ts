import { reviseMessage } from '../../data/records/outbox'
import type { AlertSettings } from '../../data/configuration/alerts'
import type { Store } from '../../data/store/store'
import {
  chatOf,
  deliverDue,
  deliveryTo,
  notes,
  useTeamsConnector,
  withSending,
  type Said,
} from './deliveries'
import type { Fault } from './teams-connector/faults'
import { useUniversity } from './university'

type DeliverOptions = Parameters<typeof deliveryTo>[2] & { sending?: Partial<AlertSettings['sending']> }

/** Notes to the tutor T1, who has a chat, delivered over a stand-in for Teams; as new for each test of this file. */
export function useDelivering() {
  const university = useUniversity()
  const teams = useTeamsConnector()
  let store: Store
  let said: Said
  beforeEach(async () => {
    said = { text: 'first', followed: [] }
    store = withSending(university(), { attempts: 3 })
    await chatOf(store, 'T1', teams().serviceUrl)
  })
  return {
    teams,
    /** The store, and what its notes say; of this test alone. */
    own: () => ({ store, said }),
    /** Delivers what is due, as one instance that ends then. */
    deliver: ({ sending = {}, ...options }: DeliverOptions = {}): Promise<void> =>
      deliverDue(deliveryTo(withSending(store, sending), teams(), options), notes(said)),
    revise: (id: string): Promise<void> => store.transaction(({ db }) => reviseMessage(db, id, new Date())),
    inChat: (id = 'a:T1') => teams().chats.get(id) ?? [],
    /** The next request meets this, and no other does. */
    once: (fault: Fault): void => {
      let left = 1
      teams().fault = () => (left-- > 0 ? fault : undefined)
    },
  }
}
