import fc from 'fast-check'
import { parse } from '../../../bot/language/parse'
import { world } from '../../support/language-world'

const students = [
  { student_id: '1', given_name: 'Mei', family_name: 'Chan' },
  { student_id: '2', given_name: 'Aisha', family_name: 'Rahman' },
]
const asked = (text: string, known = students) => {
  const question = parse(text, { ...world, students: known })
  return question.intent === 'explain-score' ? question : undefined
}
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)
/** What a question for an explanation ends with. */
const closingWords =
  'score scores band calculated is so low high good partial none falling steady flagged today now'.split(' ')

describe('a surname that is also a closing word', () => {
  it('never explains another student', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('Mei', 'Aisha'),
        fc.constantFrom(...closingWords.map(capital)),
        fc.constantFrom('why is', 'Why is', 'Why Is', 'explain', 'Explain', 'explain the score of'),
        fc.constantFrom('', ' low', ' so low', ' please'),
        (given, family, opening, closing) => {
          const question = asked(`${opening} ${given} ${family}${closing}`)
          expect(question?.student).toEqual({
            unknown: expect.stringContaining(`${given} ${family}`) as string,
          })
        },
      ),
    )
  })

  it('explains its own student', () => {
    const so = { student_id: '3', given_name: 'Mei', family_name: 'So' }
    expect(asked('why is Mei So so low', [...students, so])?.student).toEqual({ id: '3' })
  })

  it.each([['why is Aisha so low'], ['Explain Aisha’s Score'], ['WHY IS AISHA LOW'], ['why is aisha low']])(
    'does not keep “%s” from being understood',
    (text) => {
      expect(asked(text)?.student).toEqual({ id: '2' })
    },
  )

  it('asks back where a capital leaves it open', () => {
    expect(asked('Why is Aisha Low')?.student).toEqual({ unknown: 'Aisha Low' })
  })

  it('does not keep the explanation of any score from being asked for in title case', () => {
    expect(asked('How Are Scores Worked Out')).toEqual({ intent: 'explain-score' })
  })
})
