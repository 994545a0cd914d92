import { ask } from '../../../bot/ask'
import { clock } from '../../support/store'
import { useSample } from '../../support/sample'

const store = useSample()

/** One of each role, with the app role that opens it. */
const people = [
  ['s0101', []],
  ['s0102', []],
  ['s0107', ['Engagement.School']],
  ['s0116', ['Engagement.FacultyAdmin']],
  ['s0110', ['Engagement.Faculty']],
  ['s0119', ['Engagement.Institution']],
  ['s0127', ['Engagement.Project']],
  ['s0123', ['Engagement.DataProtection']],
  ['s0125', ['Engagement.Admin']],
] as const

test.each(people)(
  'to %s, help names nothing that is then not understood or refused',
  async (staff, appRoles) => {
    const asker = { key: { idOrEmail: staff }, appRoles }
    const conversation = { id: 'help', kind: 'personal' } as const
    const { answer } = await ask(store(), clock, asker, { text: 'help', conversation })
    const asked = await ask(store(), clock, asker, { text: 'show my students by name', conversation })
    const student = asked.answer.students[0] ?? ''
    const lines = answer.text.split('\n').filter((line) => line.includes(': '))
    const examples = lines
      .slice(1)
      .flatMap((line) => line.slice(line.indexOf(': ') + 2).split(' · '))
      .filter((each) => !/code|pseudonym|name or|You can ask/u.test(each))
      .map((each) => each.replace('…', student))
    expect(examples.length).toBeGreaterThan(2)
    for (const text of examples) {
      const { query, answer: given } = await ask(store(), clock, asker, { text, conversation })
      expect({ text, intent: query.intent }).not.toEqual({ text, intent: 'unclear' })
      const words = given.text
      expect({ text, words }).not.toMatchObject({
        words: expect.stringMatching(
          /^(That is outside|I cannot find|Bands, and no more|Numbers, not|There is nobody)/u,
        ) as string,
      })
    }
  },
)

test.each([
  ['s0101', [], true],
  ['s0102', [], true],
  ['s0107', ['Engagement.School'], false],
  ['s0125', ['Engagement.Admin'], false],
] as const)('to %s the greeting says that alerts come, where they do', async (staff, appRoles, gets) => {
  const conversation = { id: 'hello', kind: 'personal' } as const
  const { answer } = await ask(
    store(),
    clock,
    { key: { idOrEmail: staff }, appRoles },
    { text: 'hello', conversation },
  )
  expect(answer.text).toContain('every look at students is recorded')
  expect(answer.text.includes('I also tell you, unasked')).toBe(gets)
})
