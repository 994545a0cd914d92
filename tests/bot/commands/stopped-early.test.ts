import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import path from 'node:path'
import { repository } from '../../support/command'
import { requireFreshBuild } from '../../support/fresh-build'

/** A store that takes connections and never says a word: every command waits for it. */
let store: Server
let connected: Promise<Socket[]>
const sockets = new Set<Socket>()
beforeAll(async () => {
  requireFreshBuild()
  store = createServer((socket) => void sockets.add(socket.on('error', () => undefined)))
  await once(store.listen(0, '127.0.0.1'), 'listening')
})
beforeEach(() => {
  connected = once(store, 'connection') as Promise<Socket[]>
})
afterAll(() => {
  for (const socket of sockets) socket.destroy()
  store.close()
})

const environment = () => ({
  ...process.env,
  SIGN_IN: 'entra',
  ENGAGEMENT_DATABASE: `mssql://u:p@127.0.0.1:${(store.address() as AddressInfo).port}/engagement`,
  ENGAGEMENT_SECRET: 'a secret of thirty-two characters or more',
  MicrosoftAppId: '11111111-1111-4111-8111-111111111111',
  MicrosoftAppTenantId: '22222222-2222-4222-8222-222222222222',
  MicrosoftAppPassword: 'the secret of the tests',
  BOT_DOMAIN: 'bot.example',
})
const cli = path.join(repository, 'bot', 'engagement.mjs')
const ended = (child: ChildProcess): Promise<unknown[]> => once(child, 'close')

test.each([
  ['start', 0, null],
  ['audit', null, 'SIGTERM'],
])('%s ends at once when it is stopped before it has its store', async (command, code, signal) => {
  const child = spawn(process.execPath, [cli, ...wordsOf(command)], { env: environment() })
  await connected
  child.kill('SIGTERM')
  expect(await ended(child)).toEqual([code, signal])
})

/** Makes the child the process 1 of its own world, as in a container; Linux lets root alone do that. */
const unshare = ['--pid', '--fork', '--mount-proc']
const isPossible = process.platform === 'linux' && spawnSync('unshare', [...unshare, 'true']).status === 0

const whereItCan = isPossible ? describe : describe.skip
if (!isPossible) process.stdout.write('Not tested as process 1 of a container: that takes Linux and root.\n')

whereItCan('as process 1 of a container', () => {
  test.each([
    ['start', 0],
    ['audit', 143],
  ])('%s ends by a stop as any other process does', async (command, code) => {
    const child = spawn('unshare', [...unshare, process.execPath, cli, ...wordsOf(command)], {
      env: environment(),
    })
    await connected
    const [inside] = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').split(' ')
    process.kill(Number(inside), 'SIGTERM')
    expect(await ended(child)).toEqual([code, null])
  })
})

function wordsOf(command: string): string[] {
  return command === 'audit' ? ['audit', 'verify'] : [command]
}
