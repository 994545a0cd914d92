import type { ChannelAnswer } from '../../../bot/alerts/sending/channel'
import { verdictOn, type Verb } from '../../../bot/alerts/sending/verdict'
import { refusalOf } from '../../../bot/teams/channel-refusal'

type NotTaken = Exclude<ChannelAnswer, { kind: 'taken' }>
const refused = (status: number): NotTaken => ({ kind: 'refused', status, code: 'x', retryAfter: undefined })

it.each<[Verb, number, string]>([
  ['post', 400, 'fail'],
  ['post', 403, 'fail and block'],
  ['create', 403, 'fail'],
  ['post', 404, 'forget-chat'],
  ['update', 404, 'leave'],
  ['remove', 404, 'leave'],
  ['create', 404, 'fail'],
  ['post', 408, 'again, unknown'],
  ['post', 412, 'again'],
  ['post', 413, 'fail'],
  ['post', 429, 'again, throttled'],
  ['post', 500, 'again, unknown'],
  ['post', 502, 'again, unknown'],
  ['post', 503, 'again'],
  ['post', 504, 'again, unknown'],
])('a %s that is answered %d: %s', (verb, status, expected) => {
  const verdict = verdictOn(verb, refused(status))
  const told = [
    verdict.then,
    ...(verdict.then === 'again' && verdict.unknown ? ['unknown'] : []),
    ...(verdict.then === 'again' && verdict.throttled ? ['throttled'] : []),
  ].join(', ')
  expect(verdict.then === 'fail' && verdict.blocks ? 'fail and block' : told).toBe(expected)
})

it.each<[NotTaken, string, boolean | undefined]>([
  [{ kind: 'unsent', code: 'ECONNREFUSED' }, 'again', false],
  [{ kind: 'unknown', code: 'no-answer' }, 'again', true],
  [{ kind: 'unauthorized', code: 'no-token' }, 'credentials', undefined],
])('%j: %s', (answer, then, unknown) => {
  const verdict = verdictOn('post', answer)
  expect(verdict).toMatchObject({ then, ...(unknown === undefined ? {} : { unknown }) })
})

describe('of an error’s body', () => {
  it.each([
    [
      '{"errorCode":209,"message":"{\\r\\n \\"subCode\\": \\"MessageWritesBlocked\\"}"}',
      'MessageWritesBlocked',
    ],
    [
      '{"error":{"code":"ConversationNotFound","message":"Robin Example is not here"}}',
      'ConversationNotFound',
    ],
    ['{"error":{"code":"Forbidden","subCode":"BotDisabledByAdmin"}}', 'BotDisabledByAdmin'],
    ['{"error":{"code":"robin@university.example"}}', 'http-403'],
    ['<html>Robin Example</html>', 'http-403'],
    ['', 'http-403'],
    ['null', 'http-403'],
  ])('%j only the code is kept: %s', (body, code) => {
    expect(refusalOf(403, null, body)).toMatchObject({ code })
  })

  it.each([
    ['7', 7_000],
    ['0', 0],
    ['-3', 0],
    ['soon', undefined],
    ['', undefined],
    [null, undefined],
    ['9999999', 86_400_000],
  ])('Retry-After %j is %s milliseconds', (header, retryAfter) => {
    expect(refusalOf(429, header, '')).toMatchObject({ retryAfter })
  })
})
