import { useKilledLoads } from '../../support/killed-loads'

const { whenLogHas, survives } = useKilledLoads()

it('a load that is killed within its writes leaves the store as before or as after, and the next run finishes it', async () => {
  expect(await survives(whenLogHas(100_000))).toBe(true)
})
