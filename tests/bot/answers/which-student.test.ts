import { ask, type Asked } from '../../../bot/ask'
import { demoTutor } from '../../../data/sample/demo-staff'
import { useSample } from '../../support/sample'
import { clock } from '../../support/store'

const store = useSample()

function pick(candidates: string[]): Promise<Asked> {
  const conversation = { id: 'which', kind: 'personal' } as const
  const question = { intent: 'show-student', student: { candidates } } as const
  return ask(
    store(),
    clock,
    { key: { idOrEmail: demoTutor.staffId }, appRoles: [] },
    { question, conversation },
  )
}

test('of an old card’s candidates only those are told and counted whom the person still sees', async () => {
  const { answer } = await pick(['00412301', '00412999'])
  expect(answer.students).toEqual(['00412301'])
  expect(answer.text).toContain('1 student you may see')
})

test('where none of them is left, none is claimed', async () => {
  const { answer } = await pick(['00412998', '00412999'])
  expect(answer.students).toEqual([])
  expect(answer.text).toContain('I cannot find that student')
})
