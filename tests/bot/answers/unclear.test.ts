import { ask, type Asked } from '../../../bot/ask'
import { demoTutor } from '../../../data/sample/demo-staff'
import { useSample } from '../../support/sample'
import { clock } from '../../support/store'

const store = useSample()

function say(text: string): Promise<Asked> {
  const conversation = { id: 'unclear', kind: 'personal' } as const
  return ask(store(), clock, { key: { idOrEmail: demoTutor.staffId }, appRoles: [] }, { text, conversation })
}

async function seen(): Promise<string[]> {
  const rows = await store().db.selectFrom('access_entry_student').select('student_id').execute()
  return rows.map(({ student_id }) => student_id)
}

test('who tells the ID of a student that was named enters a look at them in the trail', async () => {
  const before = await seen()
  const { query, answer } = await say('delete Aisha')
  expect(query.intent).toBe('unclear')
  expect(answer.text).toContain('00412301')
  expect(answer.students).toEqual(['00412301'])
  expect((await seen()).slice(before.length)).toEqual(['00412301'])
})

test('where nobody is told, nobody was looked at', async () => {
  const before = await seen()
  for (const text of ['delete Xavier', 'colourless green ideas']) {
    const { query, answer } = await say(text)
    expect(query.intent).toBe('unclear')
    expect(JSON.stringify(answer)).not.toMatch(/004\d{5}/u)
  }
  expect(await seen()).toEqual(before)
})
