import { ask } from '../../bot/ask'
import { demoLeader, demoTutor } from '../../data/sample/demo-staff'
import { useSample } from '../support/sample'
import { clock } from '../support/store'

const store = useSample()

/** The text of an answer, and everything on its card. */
async function says(staff: string, text: string): Promise<{ text: string; card: string }> {
  const conversation = { id: 'test', kind: 'personal' as const }
  const appRoles = ['Engagement.School', 'Engagement.Faculty', 'Engagement.Project']
  const { answer } = await ask(
    store(),
    clock,
    { key: { idOrEmail: staff }, appRoles },
    { text, conversation },
  )
  return { text: answer.text, card: JSON.stringify(answer.card) }
}

const [viceChancellor, projectMember] = ['s0110', 's0127']
const questions = [
  [demoTutor.staffId, 'show my tutees'],
  [demoTutor.staffId, 'show Aisha Rahman'],
  [demoLeader.staffId, 'summarise my students by level'],
  [viceChancellor, 'summarise my students'],
  [projectMember, 'show my students'],
] as const

describe('an answer', () => {
  test('about one student names the role in its text too', async () => {
    const { text, card } = await says(demoTutor.staffId, 'show Aisha Rahman')
    for (const said of [text, card]) expect(said).toContain('Shown to you as personal tutor')
  })

  test('that asks which student is meant names role and freshness in its text too', async () => {
    const { family_name } = await store()
      .db.selectFrom('student')
      .innerJoin('unit', 'unit.unit_code', 'student.programme_code')
      .select('student.family_name')
      .where('student.programme_code', '=', 'BSC-CS')
      .groupBy('student.family_name')
      .having(({ fn }) => fn.countAll<number>(), '>', 2)
      .executeTakeFirstOrThrow()
    const { text, card } = await says(demoLeader.staffId, `show ${family_name}`)
    expect(text).toContain('Which student do you mean?')
    for (const said of [text, card]) {
      expect(said).toMatch(/you may see as .*programme leader.* fit these words/u)
      expect(said).toContain('Data to Monday 23 November')
    }
  })

  test('under several roles names each with its students', async () => {
    await store()
      .db.insertInto('assignment')
      .values({
        row_key: 'test-leader',
        staff_id: demoTutor.staffId,
        role: 'programme-leader',
        scope_code: 'BA-HIS',
        level: null,
        student_id: null,
        start_date: '2026-09-01',
        end_date: null,
        gone_on: null,
      })
      .execute()
    for (const [question, before] of [
      ['show my students', '\\d+ students: '],
      ['summarise my students', ''],
    ] as const) {
      const { text } = await says(demoTutor.staffId, question)
      expect(text).toMatch(
        new RegExp(`^${before}History, as programme leader; your tutees, as personal tutor`, 'mu'),
      )
    }
    await store().db.deleteFrom('assignment').where('row_key', '=', 'test-leader').execute()
  })

  test.each(questions)(
    'to %s, “%s”, says nothing of scores that are as fresh as the data',
    async (staff, question) => {
      const { text } = await says(staff, question)
      expect(text).toContain('Data to Monday 23 November')
      expect(text).not.toContain('scored to')
    },
  )
})

describe('where scoring lags', () => {
  beforeAll(async () => {
    await store().db.deleteFrom('indicator_week').where('week_start', '>=', '2026-10-26').execute()
    await store().db.deleteFrom('score_week').where('week_start', '>=', '2026-10-26').execute()
  })

  test.each(questions)('to %s, “%s” says to which day', async (staff, question) => {
    const { text, card } = await says(staff, question)
    for (const said of [text, card])
      expect(said).toContain('Data to Monday 23 November · scored to Sunday 25 October')
  })

  test('and where nothing was scored says that', async () => {
    await store().db.deleteFrom('indicator_week').execute()
    await store().db.deleteFrom('score_week').execute()
    expect((await says(demoTutor.staffId, 'show my tutees')).text).toContain('· not scored yet')
  })
})
