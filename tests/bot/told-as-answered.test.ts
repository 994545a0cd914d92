import { ask } from '../../bot/ask'
import { demoLeader, demoTutor } from '../../data/sample/demo-staff'
import { useSample } from '../support/sample'
import { clock } from '../support/store'

const store = useSample()

async function says(staff: string, text: string): Promise<{ text: string; card: string }> {
  const message = { text, conversation: { id: 'test', kind: 'personal' } as const }
  const { answer } = await ask(store(), clock, { key: { idOrEmail: staff }, appRoles: [] }, message)
  return { text: answer.text, card: JSON.stringify(answer.card) }
}

describe('an answer says what it answers', () => {
  test('who is silent in a source: band and trend are those of all sources together', async () => {
    const { text } = await says(
      demoLeader.staffId,
      'low engagement students with no Canvas activity for 10 days',
    )
    expect(text).toMatch(/^No Canvas activity for 10 days · low or no engagement · your students/u)
    expect(text).toContain('vacations, reading weeks, placements and authorised absences do not count')
  })

  test('silence in words of the source', async () => {
    const { text } = await says(demoLeader.staffId, 'no submissions for three weeks')
    expect(text).toMatch(/^No submission for 21 days/u)
    expect(text).toContain('Last submission: ')
  })

  test.each([
    [demoTutor.staffId, 'who was low last week'],
    [demoLeader.staffId, 'summarise my students last week'],
  ])('a time that is shorter than a score looks back: %s, %s', async (staff, question) => {
    const { text } = await says(staff, question)
    expect(text).toMatch(/as scored in the week of Monday 16 November; a score looks back 14 days/iu)
  })

  test('one source of a student under its own heading', async () => {
    const { card } = await says(demoTutor.staffId, 'attendance of 00412301')
    expect(card).toContain('"Attendance week by week"')
    expect((await says(demoTutor.staffId, 'show 00412301')).card).toContain('"Week by week"')
  })
})

test('a source without data has no share of low engagement', async () => {
  const { text } = await says(demoLeader.staffId, 'summarise my students by source')
  expect(text).toMatch(/^- Library: about \d+ · 100% too little data$/mu)
  expect(text).toMatch(/^- Canvas: about \d+ · \d+% low or no engagement/mu)
  expect(text).toContain('a source ranks students among their peers')
})
