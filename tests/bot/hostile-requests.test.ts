import { connect } from 'node:net'
import { demoTutor } from '../../data/sample/demo-staff'
import { useBot } from '../support/bot'
import { useEntraBot } from '../support/identity/entra-bot'
import type { EntraUser } from '../support/identity/entra-user'
import { teamsMessage, teamsTokenExchange } from '../support/identity/teams-activity'
import { copySample } from '../support/sample'
import { now } from '../support/store'

const database = copySample()
const bot = useEntraBot({ database, now })
const playground = useBot(copySample())
let ruth: EntraUser
beforeAll(async () => {
  ruth = bot().authority.addUser({ oid: demoTutor.entraObjectId, upn: demoTutor.email })
  const token = await bot().authority.ssoToken(ruth)
  await bot().post(teamsTokenExchange(ruth, { token }))
})
beforeEach(() => bot().reset())

/** Sends bytes as they are, as no client library would. Gives the first line that comes back. */
function raw(address: string, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(address).port), '127.0.0.1', () => socket.write(text))
    socket.setTimeout(3_000, () => socket.destroy(new Error('no answer')))
    socket.once('data', (data: Buffer) => {
      resolve(data.toString().split('\r\n')[0] ?? '')
      socket.destroy()
    })
    socket.once('error', reject)
  })
}

const request = (line: string, ...headers: string[]) => [line, ...headers, '', ''].join('\r\n')
const post = 'POST /api/messages HTTP/1.1'

test.each([
  [
    'a GET that says it is gzipped',
    `${request('GET /privacy HTTP/1.1', 'Host: x', 'Content-Type: text/plain', 'Content-Encoding: gzip', 'Content-Length: 5')}xxxxx`,
  ],
  [
    'a DELETE that says it is gzipped',
    `${request('DELETE /api/messages HTTP/1.1', 'Host: x', 'Content-Type: application/json', 'Content-Encoding: gzip', 'Content-Length: 2')}{}`,
  ],
  ['an address with two ports', request('GET http://a:b:c/ HTTP/1.1', 'Host: x')],
  ['an address of half a host', request('GET http://[::1/ HTTP/1.1', 'Host: x')],
  ['an address with a port too large', request('GET http://a:99999/ HTTP/1.1', 'Host: x')],
  ['a host that is none', request('GET /privacy HTTP/1.1', 'Host: [')],
  ['a host with a blank', request('GET /privacy HTTP/1.1', 'Host: a b')],
  [
    'a posted body of a host that is none',
    `${request(post, 'Host: %', 'Content-Type: application/json', 'Content-Length: 2')}{}`,
  ],
])('%s is refused, and the server lives on', async (_what, text) => {
  expect(await raw(bot().address, text)).toMatch(/^HTTP\/1\.1 4\d\d /u)
  expect((await fetch(`${bot().address}/health/live`)).status).toBe(200)
})

test('the Playground’s bot answers no name but this machine’s', async () => {
  const body = JSON.stringify({ type: 'message' })
  const headers = ['Content-Type: application/json', `Content-Length: ${body.length}`]
  expect(await raw(playground.address, request(post, 'Host: evil.example', ...headers) + body)).toContain(
    ' 400 ',
  )
  expect((await fetch(`${playground.address}/health/live`)).status).toBe(200)
})

test.each([
  ['how it is answered', { deliveryMode: 'expectReplies' }],
  ['mentions without their parts', { entities: [{ type: 'mention' }] }],
  ['entities that are a text', { entities: 'x' }],
  ['a language that is a number', { locale: 7 }],
  ['a caller', { callerId: 'urn:botframework:azure', relatesTo: {}, semanticAction: 'x' }],
])('an activity that brings %s is answered in its chat as any other', async (_what, parts) => {
  const { status, body } = await bot().post(teamsMessage(ruth, 'show low-engagement tutees', parts))
  expect(status).toBe(200)
  expect(JSON.stringify(body ?? null)).not.toContain('Aisha')
  expect(JSON.stringify(bot().connector.sent)).toContain('Aisha Rahman')
})
