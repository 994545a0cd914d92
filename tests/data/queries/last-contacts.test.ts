import { grantScope } from '../../../data/domain/grant-scope'
import type { Scope } from '../../../data/domain/scope'
import { lastContacts } from '../../../data/queries/last-contacts'
import type { ContactVersionTable } from '../../../data/store/schema'
import { useUniversity } from '../../support/university'

const store = useUniversity()
const scope = (...populations: Scope['populations']): Scope =>
  grantScope({ staffId: 'T1', role: 'programme-leader', detail: 'full', populations, today: '2026-11-24' })
const computing = scope({ kind: 'programme', code: 'CSC' })

async function write(contact_id: string, ...versions: Partial<ContactVersionTable>[]): Promise<void> {
  const first: ContactVersionTable = {
    contact_id,
    version: 0,
    student_id: '00000001',
    happened_on: '2026-11-10',
    channel: 'call',
    note: null,
    follow_up_on: null,
    state: 'recorded',
    written_by: 'L1',
    written_at: '2026-11-10T09:00:00.000Z',
  }
  const rows = versions.map((version, index) => ({ ...first, version: index + 1, ...version }))
  await store().db.insertInto('contact_version').values(rows).execute()
}

test('the newest day of each student in scope, by whomever', async () => {
  await write('a', {})
  await write('b', { happened_on: '2026-11-20', written_by: 'T1' })
  await write('c', { student_id: '00000002' })
  await write('d', { student_id: '00000051', happened_on: '2026-11-23' })
  const days = [
    ['00000001', '2026-11-20'],
    ['00000002', '2026-11-10'],
  ] as const
  expect(await lastContacts(store().db, computing)).toEqual(new Map(days))
  expect(await lastContacts(store().db, scope({ kind: 'tutees' }))).toEqual(new Map(days.slice(0, 1)))
})

test('the newest version of a contact counts, and one that was withdrawn does not', async () => {
  await write('a', { happened_on: '2026-11-20' }, { happened_on: '2026-11-12' })
  await write('b', { happened_on: '2026-11-22' }, { state: 'withdrawn', happened_on: '2026-11-22' })
  await write('c', { student_id: '00000002' }, { student_id: '00000002', state: 'withdrawn' })
  expect(await lastContacts(store().db, computing)).toEqual(new Map([['00000001', '2026-11-12']]))
})
