import { ask } from '../../bot/ask'
import { otherTutor } from '../../data/sample/demo-staff'
import { useSample } from '../support/sample'
import { watchStatements } from '../support/statements'
import { clock } from '../support/store'

const store = useSample()
const watch = watchStatements()
afterAll(watch.stop)

/** What the store is asked for, in order, and what is said, the words typed aside. */
async function traceOf(words: string): Promise<{ statements: string[]; text: string }> {
  const before = watch.statements.length
  const asker = { key: { idOrEmail: otherTutor.staffId }, appRoles: [] }
  const conversation = { id: 'test', kind: 'personal' } as const
  const { answer } = await ask(store(), clock, asker, { text: `show ${words}`, conversation })
  return {
    statements: watch.statements.slice(before).map(({ compiled }) => compiled.sql),
    text: answer.text.replaceAll(words, '…'),
  }
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
