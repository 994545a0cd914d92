import { ask, type Asker } from '../../../bot/ask'
import { buildSample } from '../../../data/sample/build'
import { demoLeader, demoTutor, otherTutor } from '../../../data/sample/demo-staff'
import type { Store } from '../../../data/store/store'
import { describeOnSqlServer, useStoreOn } from '../../support/engines'
import { useSample } from '../../support/sample'
import { clock, now } from '../../support/store'
import { tableContents } from '../../support/table-contents'

const askers: Record<string, Asker> = {
  tutor: { key: { idOrEmail: demoTutor.staffId }, appRoles: [] },
  'other tutor': { key: { idOrEmail: otherTutor.staffId }, appRoles: [] },
  leader: { key: { idOrEmail: demoLeader.staffId }, appRoles: [] },
  director: { key: { idOrEmail: 's0104' }, appRoles: ['Engagement.School'] },
  'pro-vice-chancellor': { key: { idOrEmail: 's0110' }, appRoles: ['Engagement.Faculty'] },
  stranger: { key: { idOrEmail: 'nobody' }, appRoles: [] },
}
const questions = [
  'show low-engagement tutees',
  'who is in the low band on my programme',
  'how is Aisha doing',
  'show falling students',
  'list my students by name',
  'how many students are in each band',
  'summarise my students by school',
  'summarise my students level 5',
  'summarise my students by programme',
  'what can I see',
  'is the data up to date',
]

/** The sample university's feeds, loaded, scored and asked about on a SQL Server as on SQLite. */
describeOnSqlServer('a university on $name', (engine) => {
  const onSqlite = useSample()
  const { store } = useStoreOn(engine)
  beforeAll(() => buildSample(store(), { now, seed: 1 }), 600_000)

  it('holds the same rows in every table', async () => {
    const leftOut = ['schema_migration', 'access_entry', 'access_entry_student']
    const [expected, held] = [await tableContents(onSqlite(), leftOut), await tableContents(store(), leftOut)]
    expect(Object.keys(held)).toEqual(Object.keys(expected))
    // Table by table and by digest of differences: a diff of hundreds of thousands of rows helps nobody.
    for (const [table, rows] of Object.entries(expected)) {
      const other = new Set(held[table])
      expect({
        table,
        rows: held[table]?.length,
        missing: rows.filter((row) => !other.has(row)).slice(0, 3),
      }).toEqual({
        table,
        rows: rows.length,
        missing: [],
      })
    }
  })

  it.each(Object.keys(askers))('gives the %s the same answers', async (name) => {
    const asker = askers[name] ?? { key: { idOrEmail: '' }, appRoles: [] }
    const answersOf = async (from: Store) => {
      const answers = []
      for (const text of questions) {
        answers.push(await ask(from, clock, asker, { text, conversation: { id: 'chat', kind: 'personal' } }))
      }
      return answers
    }
    expect(await answersOf(store())).toEqual(await answersOf(onSqlite()))
  })

  it('leaves the same trail of them', async () => {
    const trailOf = async ({ db }: Store) => {
      const entries = await db
        .selectFrom('access_entry')
        .leftJoin('access_entry_student', 'access_entry_student.entry_id', 'access_entry.entry_id')
        .select(['staff_id', 'role', 'detail', 'intent', 'conversation', 'student_id'])
        .execute()
      return entries.map((entry) => JSON.stringify(entry)).sort()
    }
    const trail = await trailOf(store())
    expect(trail.length).toBeGreaterThan(20)
    expect(trail).toEqual(await trailOf(onSqlite()))
  })
})
