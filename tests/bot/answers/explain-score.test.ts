import { ask } from '../../../bot/ask'
import { indicator as standard } from '../../../data/configuration/standard.json'
import {
  parseConfiguration,
  standardConfiguration as configuration,
} from '../../../data/configuration/indicator'
import { scoreWeeks } from '../../../data/scoring/run'
import { demoLeader, demoTutor } from '../../../data/sample/demo-staff'
import { useFeedFiles } from '../../support/feed-files'
import { useSample } from '../../support/sample'
import { clock } from '../../support/store'
import { useUniversity } from '../../support/university'
import { loadWorkedWeek } from '../../data/scoring/worked-week'
import { workedExample } from '../../support/worked-example'

const asked = { id: 'test', kind: 'personal' as const }

/** Works a printed sum out: "(0.35 × 50.0 + 0.25 × 4.2) / (0.35 + 0.25)". */
function workOut(sum: string): number {
  const [above = '', below = ''] = sum.split(' / (')
  const terms = above.replaceAll(/[()]/gu, '').split(' + ')
  const numerator = terms.reduce(
    (total, term) => total + term.split(' × ').reduce((product, factor) => product * Number(factor), 1),
    0,
  )
  const denominator = below
    .replaceAll(')', '')
    .split(' + ')
    .reduce((total, weight) => total + Number(weight), 0)
  return numerator / denominator
}

describe('the explanation of a score', () => {
  const store = useSample()
  const says = async (staff: string, text: string, appRoles: string[] = []) => {
    const { query, answer } = await ask(
      store(),
      clock,
      { key: { idOrEmail: staff }, appRoles },
      { text, conversation: asked },
    )
    return { query, answer }
  }

  it('can be worked out again from what it prints', async () => {
    const { answer } = await says(demoTutor.staffId, 'explain the score of Aisha Rahman')
    const [, sum = '', score = ''] = /^Score: (.*) = ([\d.]+)$/mu.exec(answer.text) ?? []
    // Half of the result's last digit, and of those of the terms.
    expect(Math.abs(workOut(sum) - Number(score))).toBeLessThanOrEqual(0.0051)
    const ranks = [
      ...answer.text.matchAll(
        /100 × \((?<below>\d+) \+ (?<alike>\d+) \/ 2\) \/ (?<peers>\d+) = (?<value>[\d.]+)/gu,
      ),
    ]
    expect(ranks.length).toBeGreaterThanOrEqual(2)
    for (const { groups } of ranks) {
      const [below, alike, peers] = [groups?.below, groups?.alike, groups?.peers].map(Number) as [
        number,
        number,
        number,
      ]
      expect((100 * (below + alike / 2)) / peers).toBeCloseTo(Number(groups?.value), 4)
    }
    const change = /Weighted mean change (?<change>[−+][\d.]+): falling/u.exec(answer.text)?.groups?.change
    expect(Number(change?.replace('−', '-'))).toBeLessThanOrEqual(-configuration.trend.change)
    expect(answer.students).toEqual(['00412301'])
  })

  it.each([
    ['why is Aisha Rahman low'],
    ['explain Aisha Rahman’s score'],
    ['how is the score of Aisha Rahman worked out?'],
    ['explain 00412301'],
  ])('is what “%s” asks for', async (text) => {
    const { query } = await says(demoTutor.staffId, text)
    expect(query).toEqual({ intent: 'explain-score', student: { id: '00412301' } })
  })

  it('is entered in the access trail', async () => {
    const looks = () =>
      store()
        .db.selectFrom('access_entry')
        .innerJoin('access_entry_student', 'access_entry_student.entry_id', 'access_entry.entry_id')
        .where('intent', '=', 'explain-score')
        .where('student_id', '=', '00412301')
        .select('access_entry.entry_id')
        .execute()
    const before = (await looks()).length
    await says(demoTutor.staffId, 'why is Aisha Rahman low')
    expect(await looks()).toHaveLength(before + 1)
  })

  it('gives reasons without numbers to a role that sees words alone, and the band alone to one that sees no reasons', async () => {
    const director = await says('s0104', 'explain 00412301', ['Engagement.School'])
    expect(director.answer.text).toContain('Your role sees reasons in words')
    expect(director.answer.text).not.toMatch(/×|peers \d|Score:/u)
    const office = await says('s0116', 'explain 00412301', ['Engagement.FacultyAdmin'])
    expect(office.answer.text).toContain('Your role sees the band, not what it is made of.')
    expect(office.answer.text).not.toMatch(/×|Score:|Canvas use|Attended/u)
  })

  it('is given to nobody who may not see the student, in the same words as of somebody unheard of', async () => {
    const own = await says('s0105', 'why is Aisha Rahman low')
    const nobody = await says('s0105', 'why is Xavier Nobody low')
    expect(own.answer.text.replace('Aisha Rahman', 'X')).toBe(
      nobody.answer.text.replace('Xavier Nobody', 'X'),
    )
    expect(own.answer.students).toEqual([])
  })

  it('says how any score comes about where no student is named', async () => {
    const { query, answer } = await says(demoLeader.staffId, 'how are scores worked out')
    expect(query).toEqual({ intent: 'explain-score' })
    expect(answer.text).toContain('The score is the weighted mean')
    expect(answer.students).toEqual([])
  })
})

describe('the worked example of the documentation', () => {
  const store = useUniversity()
  const files = useFeedFiles(store)

  const explained = async (values = configuration) => {
    await loadWorkedWeek(files)
    await scoreWeeks(store(), { clock, configuration: values })
    const { answer } = await ask(
      store(),
      clock,
      { key: { idOrEmail: 'T1' }, appRoles: [] },
      { text: 'explain the score of 00000001', conversation: asked },
    )
    return answer.text.split('\n')
  }

  it('is what the product says', async () => {
    const said = await explained()
    const example = workedExample()
    expect(example.length).toBeGreaterThanOrEqual(6)
    for (const line of example) expect(said).toContain(line)
  })

  it('leaves out what has no weight, and says the thresholds without it', async () => {
    const said = await explained(
      parseConfiguration({ ...standard, weights: { ...standard.weights, attendance: 0 } }),
    )
    expect(said).toContain('Score: (0.25 × 4.1667 + 0.25 × 25) / (0.25 + 0.25) = 14.58')
    expect(said.find((line) => line.startsWith('High from'))).toContain('(without attendance)')
  })

  it('says of somebody without a score what is missing, and of no thresholds', async () => {
    const said = await explained(parseConfiguration({ ...standard, minimumWeight: 1 }))
    expect(said).toContain('Too few sources can be judged for a score.')
    expect(said).toContain('Printing: few peers use it, so it is left out.')
    expect(said.filter((line) => line.startsWith('High from'))).toEqual([])
  })
})
