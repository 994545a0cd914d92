import { readGroups } from '../../../data/feeds/groupings'
import { readOutcomes } from '../../../data/feeds/outcomes'
import { lines, useFeedFiles } from '../../support/feed-files'
import { useStore } from '../../support/engines'

const { store } = useStore()
const files = useFeedFiles(store)
const header = 'student_id,outcome,known_on'

it('reads outcomes, the last of each student', async () => {
  const file = files.write(
    'outcomes.csv',
    lines(header, '0001,negative,2026-06-01', '2,positive,2026-07-01', '0001,positive,2026-08-01'),
  )
  const outcomes = await readOutcomes(file)
  expect(outcomes).toHaveLength(2)
  expect(outcomes).toEqual(
    expect.arrayContaining([
      { studentId: '0001', outcome: 'positive', knownOn: '2026-08-01' },
      { studentId: '2', outcome: 'positive', knownOn: '2026-07-01' },
    ]),
  )
})

it('says on which line a row is no outcome', async () => {
  const file = files.write('outcomes.csv', lines(header, '1,negative,2026-06-01', '2,fail,2026-07-01'))
  await expect(readOutcomes(file)).rejects.toMatchObject({
    code: 'feed-unreadable',
    message: 'outcomes.csv, line 3: outcome must be one of positive, negative.',
  })
})

it('says which column is missing', async () => {
  const file = files.write('outcomes.csv', lines('student_id,outcome', '1,negative'))
  await expect(readOutcomes(file)).rejects.toMatchObject({ code: 'feed-wrong-columns' })
})

it('reads groups, the last value of each student and respect', async () => {
  const file = files.write(
    'groups.csv',
    lines('student_id,group,value', '01,gender,F', '01,age,"under 21"', '2,gender,M', '01,gender,other'),
  )
  const groups = await readGroups(file)
  expect(groups).toHaveLength(3)
  expect(groups).toEqual(
    expect.arrayContaining([
      { studentId: '01', group: 'gender', value: 'other' },
      { studentId: '01', group: 'age', value: 'under 21' },
      { studentId: '2', group: 'gender', value: 'M' },
    ]),
  )
})

it('says on which line a row is no group', async () => {
  const file = files.write('groups.csv', lines('student_id,group,value', '1,gender,'))
  await expect(readGroups(file)).rejects.toMatchObject({
    code: 'feed-unreadable',
    message: 'groups.csv, line 2: value is empty.',
  })
})
