import { useKilledLoads, type Killer } from '../../support/killed-loads'

const { whenLogHas, atShare, survives } = useKilledLoads()

let killed = 0
afterAll(() => expect(killed).toBeGreaterThan(2))

const moments: [string, Killer][] = [
  ['at its first write', whenLogHas(1)],
  ['within its writes', whenLogHas(100_000)],
  ['at the last of its writes', whenLogHas(200_000)],
  ...[0.4, 0.6, 0.7, 0.8, 0.9].map((share): [string, Killer] => {
    const moment = share + Math.random() / 10
    return [`after ${moment.toFixed(3)} of its time`, atShare(moment)]
  }),
]

describe('a load that is killed leaves the store as before or as after, and the next run finishes it', () => {
  it.each(moments)('%s', async (_, killer) => {
    killed += (await survives(killer)) ? 1 : 0
  })
})
