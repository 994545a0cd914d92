import { lines, useFeedFiles } from '../../support/feed-files'
import { useUniversity } from '../../support/university'
import { studentColumns, studentRow } from '../../support/university-feeds'

const store = useUniversity()
const files = useFeedFiles(store)

const id = '00000004'

/** Tells of the student's status on a day, with the end date that the records give. */
async function tell(day: string, status: 'active' | 'interrupted', end = ''): Promise<void> {
  const row = studentRow(id, { status, end_date: end, given_name: day })
  await files.load('students', lines(studentColumns, row), { clock: () => new Date(`${day}T09:00:00Z`) })
}

/** The pauses, `from to`; without an end they run. */
async function pauses(): Promise<string[]> {
  const rows = await store()
    .db.selectFrom('interruption')
    .selectAll()
    .where('student_id', '=', id)
    .orderBy('start_date')
    .execute()
  return rows.map(({ start_date, end_date }) => `${start_date} ${end_date ?? ''}`.trimEnd())
}

describe('a pause begins on the first day that the records have given', () => {
  it.each<[string, string[], string]>([
    ['no date, then an earlier one', ['', '2026-11-05'], '2026-11-05'],
    ['a date, then none', ['2026-11-05', ''], '2026-11-05'],
    ['a date, then an earlier one', ['2026-11-09', '2026-11-05'], '2026-11-05'],
    ['a date, then a later one', ['2026-11-05', '2026-11-09'], '2026-11-05'],
  ])('%s', async (_, [first = '', second = ''], begun) => {
    await tell('2026-11-16', 'interrupted', first)
    await tell('2026-11-20', 'interrupted', second)
    expect(await pauses()).toEqual([begun])
    await tell('2026-11-23', 'active')
    expect(await pauses()).toEqual([`${begun} 2026-11-23`])
  })

  it('an end that lies ahead is none of them', async () => {
    await tell('2026-11-16', 'interrupted', '2027-06-30')
    expect(await pauses()).toEqual(['2026-11-16'])
  })
})

describe('no two pauses of a student overlap', () => {
  /** A pause from 2 to 9 November, and one that runs since the 16th. */
  async function twoPauses(): Promise<void> {
    await tell('2026-11-03', 'interrupted', '2026-11-02')
    await tell('2026-11-09', 'active')
    await tell('2026-11-16', 'interrupted')
    expect(await pauses()).toEqual(['2026-11-02 2026-11-09', '2026-11-16'])
  }

  it.each([
    ['between them', '2026-11-12', ['2026-11-02 2026-11-09', '2026-11-12']],
    ['on the day on which the first ended', '2026-11-09', ['2026-11-02']],
    ['within the first', '2026-11-05', ['2026-11-02']],
    ['on the day on which the first began', '2026-11-02', ['2026-11-02']],
    ['before the first', '2026-10-26', ['2026-10-26']],
  ])('when the second is told to have begun %s', async (_, day, expected) => {
    await twoPauses()
    await tell('2026-11-20', 'interrupted', day)
    expect(await pauses()).toEqual(expected)
    await tell('2026-11-20', 'interrupted', day)
    expect(await pauses()).toEqual(expected)
  })

  it('when studies are interrupted again from a day within the pause that has ended', async () => {
    await tell('2026-11-09', 'interrupted', '2026-11-02')
    await tell('2026-11-16', 'active')
    await tell('2026-11-20', 'interrupted', '2026-11-12')
    expect(await pauses()).toEqual(['2026-11-02'])
  })

  it('when they are back and interrupted again on one day', async () => {
    await tell('2026-11-09', 'interrupted')
    await tell('2026-11-16', 'active')
    await tell('2026-11-16', 'interrupted')
    expect(await pauses()).toEqual(['2026-11-09'])
  })
})
