import { lines, useFeedFiles } from '../../support/feed-files'
import { useUniversity } from '../../support/university'

const store = useUniversity()
const files = useFeedFiles(store)

/** What the newest load touched, `programme day`, and its first and last day. */
async function touched(): Promise<[string[], string | null, string | null]> {
  const load = await store()
    .db.selectFrom('feed_load')
    .select(['load_id', 'first_day', 'last_day'])
    .orderBy('load_id', 'desc')
    .executeTakeFirstOrThrow()
  const days = await store()
    .db.selectFrom('load_day')
    .select(['programme_code', 'day'])
    .where('load_id', '=', load.load_id)
    .orderBy('programme_code')
    .orderBy('day')
    .execute()
  return [days.map(({ programme_code, day }) => `${programme_code} ${day}`), load.first_day, load.last_day]
}

// 00000001 and 00000002 study CSC, 00000051 ANC.
const visit = (student: string, day: string, count = 1): string =>
  `${student},${day}T10:00:00Z,visit,${count}`
const visits = (...rows: string[]): string => lines('student_id,occurred_at,event,count', ...rows)
const sessions = (...rows: string[]): string =>
  lines('student_id,session_id,starts_at,status,session_type', ...rows)
const session = (id: string, day: string, status: string, type = ''): string =>
  `00000001,${id},${day}T09:00:00Z,${status},${type}`

describe('a load of activity touches', () => {
  it('the programmes and days of its rows', async () => {
    const rows = [
      visit('00000001', '2026-11-18'),
      visit('00000002', '2026-11-18'),
      visit('00000051', '2026-11-20'),
    ]
    await files.load('library', visits(...rows))
    expect(await touched()).toEqual([['ANC 2026-11-20', 'CSC 2026-11-18'], '2026-11-18', '2026-11-20'])
  })

  it('of an overlapping export only what it adds or corrects', async () => {
    const held = [
      visit('00000001', '2026-11-17'),
      visit('00000001', '2026-11-18'),
      visit('00000051', '2026-11-18'),
    ]
    await files.load('library', visits(...held))
    const corrected = [held[0] ?? '', held[2] ?? '', visit('00000001', '2026-11-18', 7)]
    await files.load('library', visits(...corrected, visit('00000002', '2026-11-19')))
    expect(await touched()).toEqual([['CSC 2026-11-18', 'CSC 2026-11-19'], '2026-11-18', '2026-11-19'])
  })

  it('nothing where all of it is held', async () => {
    const held = [visit('00000001', '2026-11-17'), visit('00000001', '2026-11-17').replace('10:00', '11:00')]
    await files.load('library', visits(...held))
    await files.load('library', visits(held[1] ?? ''))
    expect(await touched()).toEqual([[], null, null])
  })

  it('nothing where all of it is held as version 0.1.0 wrote it, and counts nothing twice', async () => {
    const row = visit('00000001', '2026-11-17')
    await files.load('library', visits(row))
    const { parts } = await store().db.selectFrom('activity_day').select('parts').executeTakeFirstOrThrow()
    await store()
      .db.updateTable('activity_day')
      .set({ parts: `${parts}:1` })
      .execute()
    await files.load('library', visits(row, visit('00000051', '2026-11-20')))
    expect(await touched()).toEqual([['ANC 2026-11-20'], '2026-11-20', '2026-11-20'])
    expect(
      await store().db.selectFrom('activity_day').select(['records', 'amount']).orderBy('day').execute(),
    ).toEqual([
      { records: 1, amount: 1 },
      { records: 1, amount: 1 },
    ])
  })
})

describe('a load of attendance touches', () => {
  const held = sessions(
    session('A', '2026-11-16', 'present'),
    session('B', '2026-11-17', 'absent', 'lecture'),
    session('C', '2026-11-18', 'absent'),
  )

  it('both days of a session that moved', async () => {
    await files.load('attendance', held)
    await files.load('attendance', sessions(session('A', '2026-11-19', 'present')))
    expect(await touched()).toEqual([['CSC 2026-11-16', 'CSC 2026-11-19'], '2026-11-16', '2026-11-19'])
  })

  it('the day of a changed status, and of a value that came or went', async () => {
    await files.load('attendance', held)
    const rows = [
      session('A', '2026-11-16', 'present', 'lecture'),
      session('B', '2026-11-17', 'absent'),
      session('C', '2026-11-18', 'absent'),
      session('D', '2026-11-20', 'late'),
    ]
    await files.load('attendance', sessions(...rows))
    expect(await touched()).toEqual([
      ['CSC 2026-11-16', 'CSC 2026-11-17', 'CSC 2026-11-20'],
      '2026-11-16',
      '2026-11-20',
    ])
    expect(
      await store().db.selectFrom('attendance').select('session_type').orderBy('session_id').execute(),
    ).toEqual(['lecture', null, null, null].map((session_type) => ({ session_type })))
  })

  it('nothing where all of it is held', async () => {
    await files.load('attendance', held)
    await files.load('attendance', sessions(session('C', '2026-11-18', 'absent')))
    expect(await touched()).toEqual([[], null, null])
  })
})

it('a snapshot touches no day', async () => {
  await files.load('identities', lines('student_id,system,external_id', '00000001,library,C-1'))
  expect(await touched()).toEqual([[], null, null])
})
