import { useKilledDeliveries } from '../../support/killed-deliveries'

const deliver = useKilledDeliveries()

it(
  'loses nothing, and tells of each message that may have come twice, where an instance is killed',
  () => deliver({ messages: 60, kills: 1, seconds: 90 }),
  120_000,
)
