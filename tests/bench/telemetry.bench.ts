import { readFileSync } from 'node:fs'
import { demoTutor } from '../../data/sample/demo-staff'
import { useEntraBot, type EntraServer } from '../support/identity/entra-bot'
import { teamsMessage, teamsTokenExchange } from '../support/identity/teams-activity'
import { startIngestion, type Ingestion } from '../support/ingestion'
import { copySample } from '../support/sample'
import { now } from '../support/store'
import { machine, printTable, writeJson } from './results'

/** What telemetry costs a turn: two servers on the same store, one with it and one without, asked in turns. */
const rounds = Number(process.env.BENCH_TURNS ?? '300')
const warmUp = 30
const questions = ['show low-engagement tutees', 'how is Aisha doing', 'my access']

let ingestion: Ingestion
const bot = useEntraBot({
  database: copySample(),
  now,
  environment: async (certificate) => {
    ingestion = await startIngestion(certificate)
    return { LOG_LEVEL: 'warn' }
  },
})
afterAll(() => ingestion.close())

async function signedIn(server: EntraServer): Promise<(text: string) => Promise<number>> {
  const { authority } = bot()
  const user = authority.addUser({ oid: demoTutor.entraObjectId, upn: demoTutor.email, name: 'Ruth' })
  await server.post(teamsTokenExchange(user, { token: await authority.ssoToken(user) }))
  return async (text) => {
    const started = performance.now()
    expect((await server.post(teamsMessage(user, text))).status).toBe(200)
    return performance.now() - started
  }
}

/** What a process has used of the processors, in milliseconds; 0 where the system does not tell. */
function processorTime({ pid }: EntraServer): number {
  try {
    const [user, system] =
      readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ').slice(11, 13) ?? []
    return (Number(user) + Number(system)) * 10
  } catch {
    return 0
  }
}

const at = (times: readonly number[], share: number): number =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length * share)] ?? 0

test('a turn with telemetry and without', async () => {
  const measuring = await bot().startAnother({
    APPLICATIONINSIGHTS_CONNECTION_STRING: ingestion.connectionString,
  })
  const ways = { without: await signedIn(bot()), with: await signedIn(measuring) }
  const times: Record<keyof typeof ways, number[]> = { without: [], with: [] }
  let used = { without: 0, with: 0 }
  const usedNow = () => ({ without: processorTime(bot()), with: processorTime(measuring) })
  for (let round = -warmUp; round < rounds; round += 1) {
    if (round === 0) used = usedNow()
    for (const question of questions)
      for (const way of round % 2 === 0 ? (['without', 'with'] as const) : (['with', 'without'] as const)) {
        const took = await ways[way](question)
        if (round >= 0) times[way].push(took)
      }
  }
  const usedLast = usedNow()
  await measuring.stop()
  expect(ingestion.measured('engagement.turn.duration').length).toBeGreaterThan(0)
  const figures = (['without', 'with'] as const)
    .map((way) => [way, times[way]] as const)
    .map(([way, each]) => ({
      way,
      turns: each.length,
      median: at(each, 0.5),
      ninetieth: at(each, 0.9),
      mean: each.reduce((all, one) => all + one, 0) / each.length,
      processor: (usedLast[way] - used[way]) / each.length,
    }))
  const [without, withIt] = figures
  const ratio = {
    median: (withIt?.median ?? 0) / (without?.median ?? 1),
    mean: (withIt?.mean ?? 0) / (without?.mean ?? 1),
    processor: (withIt?.processor ?? 0) / (without?.processor ?? 1),
  }
  printTable(
    ['telemetry', 'turns', 'median ms', 'p90 ms', 'mean ms', 'processor ms'],
    figures.map(({ way, turns, ...each }) => [
      way,
      String(turns),
      ...[each.median, each.ninetieth, each.mean, each.processor].map((value) => value.toFixed(2)),
    ]),
  )
  process.stdout.write(
    `ratio of the medians ${ratio.median.toFixed(3)}, of the means ${ratio.mean.toFixed(3)}, of processor time ${ratio.processor.toFixed(3)}\n`,
  )
  writeJson('telemetry', { machine: machine(), figures, ratio })
})
