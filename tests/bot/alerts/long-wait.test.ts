import type { Dispatching } from '../../../bot/alerts/sending/dispatching'
import { tell } from '../../../bot/alerts/sending/tell'
import { claimMessages } from '../../../data/records/outbox'
import {
  chatOf,
  deliverDue,
  deliveryTo,
  notes,
  putNote,
  rowOf,
  useTeamsConnector,
  type Said,
} from '../../support/deliveries'
import { useUniversity } from '../../support/university'

const store = useUniversity()
const teams = useTeamsConnector()
const inChat = () => teams().chats.get('a:T1') ?? []

/** As when all that is sent rests, since Teams refuses it for a while. */
function turnsAfter(milliseconds: number): Dispatching['slots'] {
  const started = performance.now()
  const start = (): Promise<boolean> => {
    jest.spyOn(performance, 'now').mockReturnValue(started + milliseconds)
    return Promise.resolve(true)
  }
  return {
    take: () => Promise.resolve({ start, answered: () => undefined, unused: () => undefined }),
    count: () => 1,
    slow: () => undefined,
    leave: () => Promise.resolve(),
  }
}

afterEach(() => jest.restoreAllMocks())

it.each([
  [60_000, 0],
  [2_000, 1],
])(
  'a card whose turn came after %i ms is sent so only where it may be trusted still: %i',
  async (wait, sent) => {
    const said: Said = { text: 'with the rights of then', followed: [] }
    await chatOf(store(), 'T1', teams().serviceUrl)
    await putNote(store(), 'm1', 'T1')
    const delivery = deliveryTo(store(), teams())
    const dispatching: Dispatching = {
      delivery,
      by: 'an instance',
      slots: turnsAfter(wait),
      busy: new Set(),
      throttled: undefined,
    }
    const [message] = await claimMessages(store(), { by: 'an instance', now: new Date(), most: 1 })
    const note = notes(said)['note']
    if (!message || !note) throw new Error('nothing to tell')
    await tell(message, note, dispatching)
    expect(inChat()).toHaveLength(sent)
    jest.restoreAllMocks()
    if (sent === 1) return
    expect(await rowOf(store(), 'm1')).toMatchObject({ outcome: null, claimed_by: null, attempts: 0 })
    said.drop = 'out-of-scope'
    await deliverDue(delivery, notes(said))
    expect(inChat()).toEqual([])
    expect(await rowOf(store(), 'm1')).toMatchObject({ outcome: 'dropped', unknown_outcomes: 0 })
  },
)
