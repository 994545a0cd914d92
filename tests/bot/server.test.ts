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

test('a body over the limit is refused', async () => {
  const { status } = await postRaw(JSON.stringify({ type: 'message', text: 'x'.repeat(300_000) }))
  expect(status).toBe(413)
})

test('health tells that the process lives and that the store answers', async () => {
  const live = await fetch(`${bot.address}/health/live`)
  expect(live.status).toBe(200)
  const ready = await fetch(`${bot.address}/health/ready`)
  expect(ready.status).toBe(200)
  expect(await ready.json()).toEqual({ ready: true, store: 'ok', lateFeeds: ['library'] })
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
