import { useBot } from '../support/bot'
import { copySample } from '../support/sample'

const bot = useBot(copySample())

async function postRaw(
  body: string,
  contentType = 'application/json',
): Promise<{ status: number; text: string }> {
  const response = await fetch(`${bot.address}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': contentType },
    body,
  })
  return { status: response.status, text: await response.text() }
}

test.each([
  ['text that is not JSON', '{"type": '],
  ['a JSON list', '[1, 2]'],
  ['a JSON string', '"message"'],
  ['an activity without a type', '{"text": "hi"}'],
  ['an activity whose type is empty', '{"type": ""}'],
  ['an activity whose type is no text', '{"type": 7}'],
  ['nothing', ''],
])('%s is a bad request', async (_what, body) => {
  const { status, text } = await postRaw(body)
  expect(status).toBe(400)
  expect(text).not.toMatch(/\bat .*:\d+:\d+/u)
})

const sound = {
  type: 'message',
  text: 'hi',
  from: { id: '29:user' },
  recipient: { id: '28:bot' },
  conversation: { id: 'chat' },
  serviceUrl: 'http://127.0.0.1:9/',
}

test.each<[string, object]>([
  ['no conversation', { conversation: undefined }],
  ['a conversation that is text', { conversation: 'chat' }],
  ['no recipient', { recipient: null }],
  ['no sender', { from: undefined }],
  ['a sender whose ID is a number', { from: { id: 7 } }],
  ['a sender whose object ID is an object', { from: { id: '29:user', aadObjectId: {} } }],
  ['no service URL', { serviceUrl: undefined }],
  ['a service URL that is none', { serviceUrl: 'nowhere' }],
  ['a service URL elsewhere', { serviceUrl: 'https://example.com/' }],
  ['a service URL that only looks local', { serviceUrl: 'http://127.0.0.1.example.com/' }],
])('an activity with %s is a bad request', async (_what, parts) => {
  const { status } = await postRaw(JSON.stringify({ ...sound, ...parts }))
  expect(status).toBe(400)
})

test.each([
  [
    'a form, which any web page can post',
    'type=message',
    { 'content-type': 'application/x-www-form-urlencoded' },
  ],
  ['text', JSON.stringify(sound), { 'content-type': 'text/plain' }],
  [
    'what says it is gzipped',
    JSON.stringify(sound),
    { 'content-type': 'application/json', 'content-encoding': 'gzip' },
  ],
])('%s is refused, and the bot lives on', async (_what, body, headers) => {
  const response = await fetch(`${bot.address}/api/messages`, { method: 'POST', headers, body })
  expect(response.status).toBe(415)
  expect((await fetch(`${bot.address}/health/live`)).status).toBe(200)
})

test('a body over the limit is refused', async () => {
  const { status } = await postRaw(JSON.stringify({ type: 'message', text: 'x'.repeat(300_000) }))
  expect(status).toBe(413)
})

test.each([
  ['/', 'Help and support'],
  ['/privacy', 'Privacy'],
  ['/terms', 'Terms of use'],
])('anyone reads %s', async (address, title) => {
  const response = await fetch(`${bot.address}${address}`)
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  expect(await response.text()).toContain(`<h1>${title}</h1>`)
})

test('health tells that the process lives and that the store answers', async () => {
  const live = await fetch(`${bot.address}/health/live`)
  expect(live.status).toBe(200)
  const ready = await fetch(`${bot.address}/health/ready`)
  expect(ready.status).toBe(200)
  expect(await ready.json()).toEqual({
    ready: true,
    store: 'ok',
    feeds: {
      canvas: 'well',
      library: 'late',
      printing: 'well',
      attendance: 'well',
      submissions: 'well',
      organisation: 'well',
      students: 'well',
      staff: 'well',
      assignments: 'well',
      calendar: 'well',
    },
  })
})

test.each(['privacy', 'terms'])('the %s page is there', async (page) => {
  const response = await fetch(`${bot.address}/${page}`)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toContain('text/html')
  expect(await response.text()).toContain('<h1>')
})

test('only POST goes to the messages endpoint', async () => {
  expect((await fetch(`${bot.address}/api/messages`)).status).toBe(405)
})
