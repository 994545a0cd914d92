import { useKilledDeliveries } from '../../support/killed-deliveries'

const deliver = useKilledDeliveries()

it(
  'loses nothing, and tells of each message that may have come twice, however its instances are killed',
  () => deliver({ messages: 400, kills: 5, seconds: 150 }),
  200_000,
)
