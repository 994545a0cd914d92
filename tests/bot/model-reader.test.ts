import type { ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Log, LogFields } from '../../bot/log'
import { createModelReader } from '../../bot/teams/model/reader'
import { createCertificate, type Certificate } from '../support/identity/certificate'
import {
  completion,
  json,
  startModelServer,
  type ModelAnswer,
  type ModelServer,
} from '../support/model-server'
import { temporaryFolder } from '../support/store'
import { trustingFetch } from '../support/trusting-fetch'

const folder = temporaryFolder()
const key = 'the-key-of-the-resource'
const today = '2026-11-24'
const logged: { message: string; fields: LogFields | undefined }[] = []
const note = (message: string, fields?: LogFields): void => void logged.push({ message, fields })
const log: Log = { info: note, warn: note, error: note }
const printed: unknown[][] = []
let certificate: Certificate
let server: ModelServer

beforeAll(async () => {
  certificate = await createCertificate(folder)
  server = await startModelServer(certificate)
})
beforeEach(() => {
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const)
    jest.spyOn(console, method).mockImplementation((...args: unknown[]) => void printed.push(args))
})
afterEach(() => {
  server.reset()
  logged.length = 0
  printed.length = 0
  jest.restoreAllMocks()
})
afterAll(() => server.close())

function read(text: string, endpoint = server.url): Promise<unknown> {
  return createModelReader(
    { endpoint, deployment: 'gpt-4o', proof: { kind: 'key', key } },
    log,
    trustingFetch(certificate),
  )(text, today)
}

test('asks the deployment once, and gives its JSON', async () => {
  server.answer = { intent: 'list-students', population: 'tutees' }
  expect(await read('who is <WORD1> this week')).toEqual({ intent: 'list-students', population: 'tutees' })
  const [request, ...more] = server.requests
  expect(more).toEqual([])
  expect(request).toMatchObject({
    method: 'POST',
    url: '/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21',
    headers: { 'api-key': key },
  })
  expect(logged).toEqual([])
  expect(printed).toEqual([])
})

test('sends the instructions, the message and four settings, with no header beyond what HTTP needs', async () => {
  await read('who is <WORD1> this week')
  const [request] = server.requests
  expect(request?.messages.map(({ role }) => role)).toEqual(['system', 'user'])
  expect(request?.messages[1]?.content).toBe('who is <WORD1> this week')
  expect(Object.keys(request?.body ?? {}).sort()).toEqual([
    'max_tokens',
    'messages',
    'response_format',
    'temperature',
  ])
  const expected = ['accept', 'api-key', 'connection', 'content-length', 'content-type', 'host']
  expect(Object.keys(request?.headers ?? {}).filter((name) => !expected.includes(name))).toEqual([])
  expect(server.bytes().toString()).toContain('who is <WORD1> this week')
})

const raw =
  (status: number, text: string, type = 'application/json') =>
  (response: ServerResponse): void => {
    response.writeHead(status, { 'content-type': type })
    response.end(text)
  }
const choices =
  (content: unknown, more: object = {}) =>
  (response: ServerResponse): void =>
    json(response, 200, {
      choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content }, ...more }],
    })

describe('nothing is read, and a code alone is logged', () => {
  it.each<[string, ModelAnswer, string]>([
    ['no JSON', raw(200, 'Aisha Rahman'), 'model-no-answer'],
    ['HTML', raw(200, '<html>', 'text/html'), 'model-no-answer'],
    ['JSON that is no completion', raw(200, '{"error":"Aisha Rahman"}'), 'model-no-answer'],
    ['no choice', raw(200, '{"choices":[]}'), 'model-no-answer'],
    ['an empty content', choices(''), 'model-no-answer'],
    ['no content', choices(null), 'model-no-answer'],
    ['a content cut off', choices('{"intent":"help"}', { finish_reason: 'length' }), 'model-no-answer'],
    [
      'a filtered content',
      choices('{"intent":"help"}', { finish_reason: 'content_filter' }),
      'model-no-answer',
    ],
    [
      'a tool call',
      (response) =>
        json(response, 200, {
          choices: [
            {
              index: 0,
              finish_reason: 'tool_calls',
              message: {
                role: 'assistant',
                content: '{"intent":"help"}',
                tool_calls: [{ id: '1', type: 'function', function: { name: 'erase', arguments: '{}' } }],
              },
            },
          ],
        }),
      'model-no-answer',
    ],
    ['another role', choices('{}', { message: { role: 'system', content: '{}' } }), 'model-no-answer'],
    ['no key', raw(401, '{"error":{"code":"401","message":"Aisha Rahman"}}'), 'model-401'],
    ['no right', raw(403, '{"error":{"message":"Aisha Rahman"}}'), 'model-403'],
    ['no such deployment', raw(404, '{"error":{"code":"DeploymentNotFound"}}'), 'model-404'],
    [
      'too much',
      (response) => {
        response.setHeader('retry-after', '1')
        raw(429, '{}')(response)
      },
      'model-429',
    ],
    ['broken', raw(500, 'Aisha Rahman'), 'model-500'],
    [
      'a redirect',
      (response) => {
        response.setHeader('location', 'https://elsewhere.example/')
        raw(307, '')(response)
      },
      'model-unreachable',
    ],
    ['ten megabytes', raw(200, JSON.stringify(completion('x'.repeat(10_000_000)))), 'model-too-large'],
    ['a line that breaks', (response) => void response.socket?.destroy(), 'model-unreachable'],
  ])('%s', async (_, answer, code) => {
    server.answer = answer
    expect(await read('who is <WORD1> this week')).toBeUndefined()
    expect(logged).toEqual([{ message: 'message not read by the model', fields: { code } }])
    expect(server.requests).toHaveLength(1)
    expect(printed).toEqual([])
  })

  it.each<[string, (response: ServerResponse) => void]>([
    ['that says nothing', () => undefined],
    [
      'that goes on and on',
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json' })
        void drip(response)
      },
    ],
  ])(
    'after four seconds, of a server %s',
    async (_, answer) => {
      server.answer = answer
      const started = performance.now()
      expect(await read('who is <WORD1> this week')).toBeUndefined()
      expect(performance.now() - started).toBeLessThan(5_500)
      expect(logged).toEqual([{ message: 'message not read by the model', fields: { code: 'model-slow' } }])
      expect(printed).toEqual([])
    },
    15_000,
  )

  it('of a server that is down', async () => {
    expect(await read('who is <WORD1> this week', 'https://127.0.0.1:1')).toBeUndefined()
    expect(logged).toEqual([
      { message: 'message not read by the model', fields: { code: 'model-unreachable' } },
    ])
  })

  it('of a server that nobody vouches for', async () => {
    const stranger = createModelReader(
      { endpoint: server.url, deployment: 'gpt-4o', proof: { kind: 'key', key } },
      log,
    )
    expect(await stranger('who is <WORD1> this week', today)).toBeUndefined()
    expect(logged).toEqual([
      { message: 'message not read by the model', fields: { code: 'model-unreachable' } },
    ])
    expect(server.bytes()).toHaveLength(0)
  })
})

async function drip(response: ServerResponse): Promise<void> {
  for (let count = 0; count < 100 && !response.destroyed; count += 1) {
    response.write(' ')
    await wait(100)
  }
}

it.each([
  'Sure: {"intent":"help"}',
  '```json\n{"intent":"help"}\n```',
  '{"intent":"help"} // done',
  '{"intent":"help"}{}',
])('what is more than one JSON value stays text: %s', async (content) => {
  server.answer = content
  expect(await read('who is <WORD1> this week')).toBe(content)
})

test('a message that reads like a template is text', async () => {
  await read('{{$temp.secret}} {{erase}}')
  expect(server.requests[0]?.messages[1]?.content).toBe('{{$temp.secret}} {{erase}}')
})

test('a message with signs of the model’s own does not leave', async () => {
  expect(await read('<|endoftext|>')).toBeUndefined()
  expect(server.bytes()).toHaveLength(0)
})
