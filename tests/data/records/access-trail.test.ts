import { sql } from 'kysely'
import { listStudents } from '../../../data/queries/list-students'
import { studentProfile } from '../../../data/queries/student-profile'
import { summarise } from '../../../data/queries/summary'
import { openStore } from '../../../data/store/open'
import type { Store } from '../../../data/store/store'
import { copySample, useSample } from '../../support/sample'
import { look, scopeOver } from '../queries/scopes'

const store = useSample()
const scope = scopeOver([{ kind: 'institution' }], {
  staffId: 'T0042',
  role: 'programme-leader',
  detail: 'full',
})
const byBand = { by: 'band' as const, bands: ['low' as const] }
const page = { sort: 'name' as const, offset: 5, count: 7 }

async function entries({ db }: Store) {
  const rows = await db.selectFrom('access_entry').selectAll().execute()
  const seen = await db.selectFrom('access_entry_student').selectAll().execute()
  return rows.map(({ entry_id, ...entry }) => ({
    ...entry,
    students: seen.filter((each) => each.entry_id === entry_id).map(({ student_id }) => student_id),
  }))
}

beforeEach(async () => {
  const { db } = store()
  await db.deleteFrom('access_entry_student').execute()
  await db.deleteFrom('access_seal').execute()
  await db.deleteFrom('access_entry').execute()
  await db
    .updateTable('access_chain')
    .set({
      position: 0,
      seal: '',
      removed_to: 0,
      removed_seal: '',
      unsealed: 0,
      unsealed_digest: '',
      head_seal: '',
    })
    .execute()
})

describe('the access trail', () => {
  it('holds who asked what, in which role and detail, and exactly the students shown', async () => {
    const { students } = await listStudents(store(), scope, page, look)
    expect(students).toHaveLength(7)
    expect(await entries(store())).toEqual([
      {
        occurred_at: '2026-11-24T09:00:00.000Z',
        staff_id: 'T0042',
        role: 'programme-leader',
        detail: 'full',
        intent: 'list-students',
        conversation: 'chat-1',
        students: students.map(({ student_id }) => student_id).sort(),
      },
    ])
  })

  it('holds the student of a profile, and a look that found nobody', async () => {
    const [student] = (await listStudents(store(), scope, { ...page, count: 1 }, look)).students
    await studentProfile(store(), scope, student?.student_id ?? '', { ...look, intent: 'show-student' })
    await studentProfile(store(), scope, 'nobody', { ...look, intent: 'explain-score' })
    const seen = (await entries(store())).map(({ intent, students }) => [intent, students])
    expect(seen).toContainEqual(['show-student', [student?.student_id]])
    expect(seen).toContainEqual(['explain-score', []])
  })

  it('holds each student under the narrowest of the roles that were joined', async () => {
    const programme = { kind: 'programme', code: 'BSC-CS' } as const
    const everyone = { kind: 'institution' } as const
    const joined = [
      { role: 'level-tutor', populations: [programme] },
      { role: 'programme-leader', populations: [everyone] },
    ] as const
    const { students } = await listStudents(
      store(),
      scopeOver([everyone], { joined }),
      { ...page, count: 300 },
      look,
    )
    const within = await listStudents(
      store(),
      scopeOver([programme]),
      { ...page, offset: 0, count: 9_999 },
      look,
    )
    const inside = new Set(within.students.map(({ student_id }) => student_id))
    const ids = students.map(({ student_id }) => student_id).sort()
    const byRole = new Map(
      (await entries(store())).slice(0, 2).map((entry) => [entry.role, entry.students.sort()]),
    )
    expect(byRole.get('level-tutor')).toEqual(ids.filter((id) => inside.has(id)))
    expect(byRole.get('programme-leader')).toEqual(ids.filter((id) => !inside.has(id)))
    expect(byRole.get('level-tutor')?.length).toBeGreaterThan(0)
  })

  it('holds a look at counts, without students', async () => {
    await summarise(store(), scope, byBand, [], { ...look, intent: 'summarise' })
    expect(await entries(store())).toMatchObject([{ intent: 'summarise', students: [] }])
  })

  it.each([0, 400])('holds looks one by one, also at %d students at once', async (count) => {
    const asked = [1, 2, 3].map(() => listStudents(store(), scope, { ...page, count }, look))
    const pages = await Promise.all(asked)
    const trail = await entries(store())
    expect(trail).toHaveLength(3)
    for (const { students } of trail) expect(students).toHaveLength(pages[0]?.students.length ?? 0)
  })
})

describe.each(['access_entry_student', 'access_entry', 'access_seal', 'access_chain', 'outbox'])(
  'when the trail cannot be written for want of %s',
  (table) => {
    let broken: Store
    const database = copySample()
    beforeAll(async () => {
      broken = openStore(database)
      await sql`pragma foreign_keys = off`.execute(broken.db)
      await sql`drop table ${sql.table(table)}`.execute(broken.db)
    })
    afterAll(() => broken.close())

    it('nobody is shown', async () => {
      const {
        students: [student],
      } = await listStudents(store(), scope, page, look)
      const refused = { message: expect.stringContaining(table) as string }
      await expect(listStudents(broken, scope, page, look)).rejects.toMatchObject(refused)
      await expect(studentProfile(broken, scope, student?.student_id ?? '', look)).rejects.toMatchObject(
        refused,
      )
    })
  },
)

const trailless = copySample()

it('when the trail cannot be written, no count is shown either', async () => {
  const broken = openStore(trailless)
  await sql`pragma foreign_keys = off`.execute(broken.db)
  await sql`drop table access_entry`.execute(broken.db)
  await expect(summarise(broken, scope, byBand, [], look)).rejects.toThrow('access_entry')
  await broken.close()
})
