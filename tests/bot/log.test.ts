import { createLog, type LogFields } from '../../bot/log'
import type { Kept } from '../support/logs/lines'
import { everybody } from '../support/everybody'
import { searchLogs } from '../support/logs/search'
import { useSample } from '../support/sample'

const sample = useSample()

/** What a log writes of fields that may be more than their type. */
function written(fields: object): Record<string, unknown> {
  const lines: string[] = []
  createLog('info', { write: (line) => lines.push(line) }).info('answered', fields)
  const { level: _level, time: _time, ...rest } = JSON.parse(lines.join('')) as Record<string, unknown>
  return rest
}

test('a line holds the fields that are known, and no other', () => {
  const fields: LogFields = {
    intent: 'show-student',
    code: 'UND_ERR_CONNECT_TIMEOUT',
    milliseconds: 12.5,
    port: 3978,
    position: 7,
    seal: 'a'.repeat(64),
    kind: 'plan-alerts',
    counts: { cards: 3, weeklyCards: 0 },
    error: 'TypeError',
    where: 'question-in-words.js:12:30',
  }
  expect(written(fields)).toEqual({ ...fields, msg: 'answered' })
  const more = { name: 'Aisha Rahman', student: '00412301', err: new Error('Aisha'), text: 'how is Aisha' }
  expect(written({ ...fields, ...more })).toEqual({ ...fields, msg: 'answered' })
})

test.each([
  ['intent', 'how is Aisha doing'],
  ['code', 'aisha.rahman@university.example'],
  ['code', '00412301'],
  ['code', 'S00412301'],
  ['kind', { name: 'Aisha' }],
  ['error', 'No such student: Aisha'],
  ['where', '/home/aisha/engagement/bot/log.js:1:1'],
  ['seal', 'Aisha'],
  ['milliseconds', '00412301'],
  ['counts', 'Aisha'],
])('of the field %s another form is withheld: %p', (field, value) => {
  expect(written({ [field]: value })).toEqual({ [field]: 'withheld', msg: 'answered' })
})

test('long texts are cut, and counts are of codes alone', () => {
  expect(written({ code: 'c'.repeat(2_000) })).toMatchObject({ code: 'c'.repeat(64) })
  expect(written({ counts: { cards: 3, 'Aisha Rahman': 1, students: 'Aisha' } })).toMatchObject({
    counts: { cards: 3, students: 'withheld' },
  })
})

describe('the search through what the suite has logged', () => {
  const line = (fields: object): string => JSON.stringify({ level: 30, time: 1, msg: 'answered', ...fields })
  const kept = (text: string, more: Partial<Kept> = {}): Kept => ({
    lines: [{ text, place: '1.log:1 (some.test.ts)' }],
    typed: new Set(['how is she doing', 'help']),
    starts: 0,
    ...more,
  })
  const find = async (given: Kept): Promise<string[]> => searchLogs(given, await everybody([sample()]))

  it.each([
    line({ intent: 'help', milliseconds: 12345678 }),
    line({ code: 'invalid_grant', where: 'exchange.js:38:20' }),
    line({ msg: 'access trail anchor', position: 412301, seal: '0'.repeat(64) }),
    'engagement: The store holds no sample.',
  ])('finds nothing in %s', async (text) => {
    expect(await find(kept(text))).toEqual([])
  })

  it.each([
    ['a given name', line({ code: 'Aisha' })],
    ['a family name in a code', line({ code: 'no-rahman' })],
    ['a student ID', line({ code: 's-00412301' })],
    ['a staff ID', line({ code: 's0101' })],
    ['an address', 'engagement: Nobody is ruth.adeyemi@northbridge.example.'],
    ['a mobile number', 'engagement: 07700900123 is no number.'],
    ['what somebody typed', 'engagement: “How is she doing” is no question.'],
    ['somebody made at random', line({ kind: 'Fam12x' })],
    ['another key', line({ user: 'x' })],
    ['a sentence', line({ code: 'some sentence' })],
    ['a message that is put together', line({ msg: 'answered somebody' })],
    ['a place elsewhere', line({ where: 'aisha.js:1:1' })],
    ['what is no JSON', '{"level":30'],
  ])('finds %s, and says where', async (_what, text) => {
    const [found] = await find(kept(text))
    expect(found).toContain('1.log:1 (some.test.ts)')
  })

  it('finds that nothing was kept of a bot that was started', async () => {
    expect(await find({ lines: [], typed: new Set(), starts: 1 })).toHaveLength(1)
    expect(await find(kept(line({ msg: 'listening', port: 1 }), { starts: 1 }))).toEqual([])
  })
})
