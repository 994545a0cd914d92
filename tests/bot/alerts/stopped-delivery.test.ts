import { createDispatcher } from '../../../bot/alerts/sending/dispatch'
import { chatOf, deliverDue, deliveryTo, notes, putNote, rowOf, withSending } from '../../support/deliveries'
import { useDelivering } from '../../support/delivering'
import { until } from '../../support/until'

const delivering = useDelivering()
const { teams } = delivering

it('an instance that stops ends what it is sending, and gives back what it had claimed', async () => {
  const { store: plain, said } = delivering.own()
  const people = ['T1', 'L1', 'D1']
  for (const person of people) {
    await chatOf(plain, person, teams().serviceUrl)
    await putNote(plain, `to ${person}`, person)
  }
  // One in a second: the others are claimed and wait for their turn.
  const store = withSending(plain, { requestsPerSecond: 1 })
  teams().fault = () => ({ kind: 'slow', milliseconds: 700 })
  const dispatcher = createDispatcher(deliveryTo(store, teams()), notes(said))
  const following = dispatcher.follow()
  await until(() => teams().arrivals.length === 1)
  await dispatcher.stop()
  await following

  const rows = await Promise.all(people.map((person) => rowOf(store, `to ${person}`)))
  expect(rows.map(({ outcome }) => outcome).filter((outcome) => outcome === 'sent')).toHaveLength(1)
  for (const row of rows)
    expect(row).toMatchObject({ claimed_by: null, claimed_until: null, unknown_outcomes: 0 })

  teams().fault = () => undefined
  await deliverDue(deliveryTo(plain, teams()), notes(said))
  for (const person of people)
    expect(teams().chats.get(`a:${person}`)).toMatchObject([{ marker: `to ${person}` }])
})
