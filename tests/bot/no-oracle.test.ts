import { ask } from '../../bot/ask'
import { openStudent } from '../../bot/open-student'
import { findToShare } from '../../bot/share'
import { otherTutor } from '../../data/sample/demo-staff'
import { usualLooks } from '../../data/records/unusual-looks'
import { useSample } from '../support/sample'
import { watchStatements } from '../support/statements'
import { clock } from '../support/store'

const store = useSample()
const watch = watchStatements()
afterAll(watch.stop)

const asker = { key: { idOrEmail: otherTutor.staffId }, appRoles: [] }
const conversation = { id: 'test', kind: 'personal' } as const

/** What the store is asked for, in order, and what is said, the words typed aside. */
async function traceOf(
  words: string,
  come: (words: string) => Promise<string> = show,
): Promise<{ statements: string[]; text: string }> {
  const before = watch.statements.length
  const text = await come(words)
  return {
    statements: watch.statements.slice(before).map(({ compiled }) => compiled.sql),
    text: text.replaceAll(words, '…'),
  }
}

async function show(words: string): Promise<string> {
  const { answer } = await ask(store(), clock, asker, { text: `show ${words}`, conversation })
  return answer.text
}

async function search(text: string): Promise<string> {
  return JSON.stringify(await findToShare(store(), clock, asker, { text, conversation, limits: usualLooks }))
}

async function openCard(studentId: string): Promise<string> {
  const { text } = await openStudent(store(), clock, asker, { studentId, conversation, limits: usualLooks })
  return text
}

test.each([
  ['a name', 'Aisha Rahman', 'Xavier Nobody'],
  ['a name that several have', 'Mohammed Ali', 'Xavier Nobody'],
  ['a family name', 'Okafor', 'Nobodyson'],
  ['a student ID', '00412301', '00999999'],
])(
  'by %s, a student of somebody else is looked for exactly as one who does not exist, and told in the same words',
  async (_what, foreign, nobody) => {
    const [first, second] = [await traceOf(foreign), await traceOf(nobody)]
    expect(first).toEqual(second)
    expect(first.text).toContain('I cannot find that student')
    expect(first.statements.length).toBeGreaterThan(3)
  },
)

test.each([
  ['searched for by name', search, 'Aisha Rahman', 'Xavier Nobody'],
  ['searched for by ID', search, '00412301', '00999999'],
  ['opened in a card', openCard, '00412301', '00999999'],
])('so is one who is %s', async (_what, come, foreign, nobody) => {
  const [first, second] = [await traceOf(foreign, come), await traceOf(nobody, come)]
  expect(first).toEqual(second)
  expect(first.statements.length).toBeGreaterThan(3)
})
