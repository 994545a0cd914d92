import { toldPrecision, usefulnessFacts } from '../../../bot/answers/usefulness'

const counts = { judged: 13, useful: 9, knownReason: 2, wrongData: 1, notUseful: 1 }
const rule = { rule: 'silent', programme: 'CSC', told: 22, ...counts } as const

it('tells shares to the nearest twentieth and counts to the nearest 5', () => {
  expect(toldPrecision({ ...rule, share: 9 / 13 })).toEqual({
    ...{ rule: 'silent', programme: 'CSC', told: 20, share: 0.7 },
    ...{ judged: 15, useful: 10, knownReason: 0, wrongData: 0, notUseful: 0 },
  })
  expect(usefulnessFacts([{ ...rule, share: 9 / 13 }])).toEqual([
    { title: 'No activity at all', value: 'about 70% useful, of about 15 judged and about 20 told' },
  ])
})

it('tells nothing of answers where too few have judged', () => {
  expect(toldPrecision({ ...rule, share: null })).toEqual({
    ...{ rule: 'silent', programme: 'CSC', told: 20, share: null },
  })
  const [fact] = usefulnessFacts([{ ...rule, told: 1, share: null }])
  expect(fact?.value).toBe('0 to 2 told, too few answers yet: 5 are needed, from 3 people')
})
