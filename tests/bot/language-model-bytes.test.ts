import fc from 'fast-check'
import { ask } from '../../bot/ask'
import { createAllowance } from '../../bot/language/model/allowance'
import { ordinaryWords } from '../../bot/language/model/ordinary-words'
import { isWord } from '../../bot/language/spelling'
import { normalise, wordsOf } from '../../bot/language/words'
import type { Log } from '../../bot/log'
import type { ModelDoor } from '../../bot/model-reading'
import { createModelReader } from '../../bot/teams/model/reader'
import { usualLooks } from '../../data/records/unusual-looks'
import { demoLeader, demoTutor } from '../../data/sample/demo-staff'
import { createCertificate } from '../support/identity/certificate'
import { startModelServer, type ModelServer } from '../support/model-server'
import { useSample } from '../support/sample'
import { clock, temporaryFolder } from '../support/store'
import { trustingFetch } from '../support/trusting-fetch'

/** Every byte that reaches the model, whatever is written: no name, ID or address of anybody whom the sample holds. */
const store = useSample()
const folder = temporaryFolder()
const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }

interface Person {
  id: string
  given_name: string
  family_name: string
  email: string
  mobile?: string | null
}

let server: ModelServer
let model: ModelDoor
/** Everybody whom the store holds. */
let everybody: Person[]
/** Of whom the messages are made, by asker. */
const inScope = new Map<string, Person[]>()
/** Every part of every name. */
let names: Set<string>

beforeAll(async () => {
  const certificate = await createCertificate(folder)
  server = await startModelServer(certificate)
  const config = {
    endpoint: server.url,
    deployment: 'gpt-4o',
    proof: { kind: 'key', key: 'the-key-of-the-resource' },
  } as const
  const read = createModelReader(config, silent, trustingFetch(certificate))
  model = { read, allowance: createAllowance(1_000_000), log: silent }
  await readEverybody()
})
afterEach(() => server.reset())
afterAll(() => server.close())

async function readEverybody(): Promise<void> {
  const { db } = store()
  const columns = ['given_name', 'family_name', 'email'] as const
  const students = await db
    .selectFrom('student')
    .select([...columns, 'student_id as id', 'mobile', 'programme_code'])
    .execute()
  const staff = await db
    .selectFrom('staff')
    .select([...columns, 'staff_id as id'])
    .execute()
  const assigned = await db
    .selectFrom('assignment')
    .select('student_id')
    .where('staff_id', '=', demoTutor.staffId)
    .execute()
  const tutees = new Set(assigned.map(({ student_id }) => student_id))
  everybody = [...students, ...staff]
  inScope.set(
    demoTutor.staffId,
    students.filter(({ id }) => tutees.has(id)),
  )
  inScope.set(
    demoLeader.staffId,
    students.filter(({ programme_code }) => programme_code === 'BSC-CS'),
  )
  const all = everybody.flatMap(({ given_name, family_name }) => partsOf(`${given_name} ${family_name}`))
  names = new Set(all.filter((part) => part.length > 1))
}

const partsOf = (text: string): string[] => wordsOf(text).map(({ typed }) => normalise(typed))

/** One letter of a word changed, left out, doubled or swapped with the next. */
function misspelt(word: string, at: number, how: number): string {
  const place = at % Math.max(word.length, 1)
  const [before, letter, after] = [word.slice(0, place), word.charAt(place), word.slice(place + 1)]
  return [
    `${before}e${after}`,
    `${before}${after}`,
    `${before}${letter}${letter}${after}`,
    `${before}${after.charAt(0)}${letter}${after.slice(1)}`,
  ][how % 4] as string
}

/** A person as somebody might write them. */
const ways: readonly ((person: Person, at: number, how: number) => string)[] = [
  ({ given_name }) => given_name,
  ({ family_name }) => family_name,
  ({ given_name, family_name }) => `${given_name} ${family_name}`,
  ({ given_name, family_name }) => `${family_name}, ${given_name}`,
  ({ given_name, family_name }) => `${given_name}${family_name}`.toLowerCase(),
  ({ given_name, family_name }) => `${given_name}.${family_name}`,
  ({ given_name, family_name }) => `${given_name}_${family_name}/${given_name}-${family_name}`,
  ({ given_name }) => `${given_name}'s`,
  ({ family_name }) => `${family_name}’s`.toLowerCase(),
  ({ given_name }) => given_name.toUpperCase(),
  ({ given_name, family_name }) => `${given_name} ${family_name}`.toLowerCase(),
  ({ given_name }) => Array.from(given_name).join(' '),
  ({ family_name }) => Array.from(family_name.toLowerCase()).join(' '),
  ({ given_name }) => Array.from(given_name).join('\u200b'),
  ({ given_name }, at) => `${given_name.slice(0, (at % 4) + 1)} ${given_name.slice((at % 4) + 1)}`,
  ({ given_name }, at) => `${given_name.slice(0, (at % 4) + 1)}-${given_name.slice((at % 4) + 1)}`,
  ({ given_name, family_name }, at, how) => `${misspelt(given_name, at, how)} ${family_name}`,
  ({ family_name }, at, how) => misspelt(family_name.toLowerCase(), at, how),
  ({ given_name }) => given_name.normalize('NFD'),
  ({ given_name }) => given_name.replaceAll('a', 'а'),
  ({ id }) => id,
  ({ id }) => Array.from(id).join(' '),
  ({ id }) => `${id.slice(0, 4)} ${id.slice(4, 6)} ${id.slice(6)}`,
  ({ id }) => `#${id}.`,
  ({ email }) => email,
  ({ email }) => `mailto:${email.toUpperCase()}`,
  ({ mobile }) => mobile ?? '07700 900123',
  ({ mobile }) => Array.from(mobile ?? '07700900123').join(' '),
  ({ given_name, id }) => `https://records.example/${id}?name=${encodeURIComponent(given_name)}`,
  ({ given_name, family_name }) => Buffer.from(`${given_name} ${family_name}`).toString('base64'),
]

const ordinary = fc.constantFrom(
  ...ordinaryWords,
  ...'show my tutees who is doing the worst this week level 5 of and with in since attendance low Computer Science'.split(
    ' ',
  ),
)
const somebody = fc.record({
  which: fc.nat(),
  way: fc.constantFrom(...ways),
  at: fc.nat(20),
  how: fc.nat(3),
})
const messages = fc.record({
  staff: fc.constantFrom(demoTutor, demoLeader),
  parts: fc.array(fc.oneof({ weight: 6, arbitrary: ordinary }, { weight: 1, arbitrary: somebody }), {
    minLength: 4,
    maxLength: 16,
  }),
})

async function send({
  staff,
  parts,
}: typeof messages extends fc.Arbitrary<infer Made> ? Made : never): Promise<void> {
  const people = inScope.get(staff.staffId) ?? []
  const text = parts
    .map((part) => {
      if (typeof part === 'string') return part
      const person = people[part.which % people.length]
      return person ? part.way(person, part.at, part.how) : ''
    })
    .join(' ')
  const asker = { key: { idOrEmail: staff.staffId }, appRoles: [] }
  const conversation = { id: `chat-of-${staff.staffId}`, kind: 'personal' } as const
  await ask(store(), clock, asker, { text, conversation }, usualLooks, model)
}

/** What was received in every form in which it could be read: as it stood, unescaped, and each text of the JSON. */
function received(): string[] {
  // A setting of the service, and no Max.
  const wire = server.bytes().toString('utf8').replaceAll('"max_tokens":', '')
  const texts = server.requests.flatMap(({ messages: all, url, headers }) => [
    ...all.map(({ content }) => content),
    decodeURIComponent(url),
    ...Object.entries(headers).flat().map(String),
  ])
  return [wire, Buffer.from(wire, 'utf8').toString('latin1'), ...texts]
}

function expectNobodyIn(texts: readonly string[]): void {
  const words = new Set(texts.flatMap((text) => text.match(/[\p{L}\p{M}’']+/gu) ?? []).flatMap(partsOf))
  expect([...words].filter((word) => names.has(word))).toEqual([])
  const all = texts.join('\n').toLowerCase()
  const digits = new Set(all.match(/\d{4,}/gu))
  for (const { id, email, mobile } of everybody) {
    if (digits.has(id) || all.includes(email.toLowerCase()) || all.includes(id.toLowerCase()))
      throw new Error('An ID or an address was received.')
    if (mobile != null && digits.has(mobile.replaceAll(/\D/gu, ''))) throw new Error('A number was received.')
  }
}

/** What the message became, without what stands for what was hidden. */
const told = (): string[] =>
  server.requests.map(({ messages: all }) => (all.at(-1)?.content ?? '').replaceAll(/<[A-Z]+\d>/gu, ' '))

/** What is left of "3rd" and "l5" without its digit. */
const isOrdinal = (word: string): boolean => /^(?:st|nd|rd|th|l)$/u.test(word)

test('nothing that reaches the model names anybody', async () => {
  let reached = 0
  await fc.assert(
    fc.asyncProperty(messages, async (message) => {
      server.reset()
      await send(message)
      reached += server.requests.length
      if (server.requests.length === 0) expect(server.bytes()).toHaveLength(0)
      expectNobodyIn(received())
      for (const text of told()) {
        expect(text.match(/\d+/gu)?.filter((digits) => digits.length > 2) ?? []).toEqual([])
        expect(text.match(/\d+/gu)?.length ?? 0).toBeLessThanOrEqual(2)
        // Nor misspelt: nothing but words of the lists.
        const words = text.match(/[^\s\d]+/gu) ?? []
        expect(words.filter((word) => !isWord(word) && !ordinaryWords.has(word) && !isOrdinal(word))).toEqual(
          [],
        )
        // Nor in pieces: no whole name once the spaces are gone.
        const letters = text.replaceAll(/[^a-z]/gu, '')
        for (const { given_name, family_name } of inScope.get(message.staff.staffId) ?? []) {
          const whole = partsOf(`${given_name} ${family_name}`).join('')
          if (whole.length > 6) expect(letters).not.toContain(whole)
        }
      }
    }),
    { numRuns: 100 },
  )
  // Else this would prove nothing.
  expect(reached).toBeGreaterThan(40)
}, 180_000)

test('the inspection finds what it looks for', () => {
  const [person] = everybody
  if (!person) throw new Error('The sample is empty.')
  expect(() => expectNobodyIn([`compare ${person.given_name.toUpperCase()} with the rest`])).toThrow()
  expect(() => expectNobodyIn([`id ${person.id}`])).toThrow()
  expect(() => expectNobodyIn([person.email])).toThrow()
})

test('the asker, the chat and the day before are not sent either', async () => {
  await send({ staff: demoTutor, parts: ['which', 'tutees', 'deserve', 'the', 'first', 'meeting'] })
  expect(server.requests).toHaveLength(1)
  expect(server.requests[0]?.messages).toHaveLength(2)
  expect(server.requests[0]?.messages[1]?.content).toBe('which tutees deserve the first meeting')
  const wire = server.bytes().toString('utf8')
  for (const secret of [
    demoTutor.staffId,
    demoTutor.email,
    demoTutor.entraObjectId,
    demoTutor.name.given,
    demoTutor.name.family,
    'chat-of',
    '"user":',
  ])
    expect(wire).not.toContain(secret)
})
