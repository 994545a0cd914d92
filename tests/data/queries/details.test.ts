import { details, type Detail } from '../../../data/domain/role'
import { listStudents } from '../../../data/queries/list-students'
import { studentNames } from '../../../data/queries/student-names'
import { studentProfile } from '../../../data/queries/student-profile'
import { useSample } from '../../support/sample'
import { everyone, look, scopeOver } from './scopes'

const store = useSample()

const over = (detail: Detail) => scopeOver([{ kind: 'institution' }], { detail })
const photo = 'https://photos.example/1'
beforeAll(() =>
  store().db.updateTable('student').set({ photo_url: photo, mobile: '+447009000001' }).execute(),
)

/** An active student with a score and a trend. */
const someone = async () => {
  const row = await store()
    .db.selectFrom('student')
    .innerJoin('score_week', 'score_week.student_id', 'student.student_id')
    .select('student.student_id')
    .where('student.status', '=', 'active')
    .where('student.gone_on', 'is', null)
    .where('score_week.trend', 'is not', null)
    .orderBy('score_week.week_start', 'desc')
    .executeTakeFirstOrThrow()
  return row.student_id
}
const profileAt = async (detail: Detail) => studentProfile(store(), over(detail), await someone(), look)

describe('the detail decides what is selected', () => {
  it('full: everything', async () => {
    const profile = await profileAt('full')
    expect(profile?.student.mobile).toMatch(/\d/)
    expect(profile?.student.photo_url).toBe(photo)
    expect(profile?.standing?.score).toBeGreaterThanOrEqual(0)
    expect(profile?.standing?.main_reason).toMatch(/\w/)
    expect(profile?.indicators).toHaveLength(5)
    expect(profile?.indicators.some(({ amount, days }) => amount !== null && days !== null)).toBe(true)
    expect(profile?.history.length).toBeGreaterThan(1)
  })

  it('named: band, trend and reasons in words; no mobile, photo or number', async () => {
    const profile = await profileAt('named')
    expect(profile?.student).toMatchObject({ mobile: null, photo_url: null })
    expect(profile?.standing).toMatchObject({ score: null })
    expect(profile?.standing?.trend).not.toBeNull()
    expect(profile?.standing?.main_reason).toMatch(/\w/)
    expect(profile?.indicators).toHaveLength(5)
    for (const indicator of profile?.indicators ?? []) {
      expect(indicator).toMatchObject({
        indicator: null,
        amount: null,
        expected: null,
        days: null,
        peers: null,
      })
      expect(indicator.reason).toMatch(/\w/)
    }
    expect(profile?.history.length).toBeGreaterThan(1)
    expect(profile?.history.filter(({ score }) => score !== null)).toEqual([])
  })

  it('contact: mobile and band; no photo, trend, reason or indicator', async () => {
    const profile = await profileAt('contact')
    expect(profile?.student.mobile).toMatch(/\d/)
    expect(profile?.student.photo_url).toBeNull()
    expect(profile?.standing).toMatchObject({ score: null, trend: null, main_reason: null })
    expect(profile?.standing?.band).toMatch(/\w/)
    expect(profile).toMatchObject({ indicators: [], history: [] })
  })

  it.each(details.filter((detail) => !['full', 'named', 'contact'].includes(detail)))(
    '%s: no person',
    async (detail) => {
      expect(await profileAt(detail)).toBeUndefined()
      expect(await listStudents(store(), over(detail), everyone, look)).toMatchObject({
        students: [],
        population: 0,
      })
      expect(await studentNames(store(), over(detail))).toEqual([])
    },
  )

  it.each(['full', 'named', 'contact'] as const)(
    '%s: a list never holds a score, and reasons only where shown',
    async (detail) => {
      const { students } = await listStudents(store(), over(detail), everyone, look)
      expect(students.length).toBeGreaterThan(100)
      expect(students.filter((student) => 'score' in student)).toEqual([])
      expect(
        students.some(
          ({ reason, trend, last_active }) => reason !== null || last_active !== null || trend !== null,
        ),
      ).toBe(detail !== 'contact')
    },
  )
})

describe('a list', () => {
  const list = (own: Partial<typeof everyone>) =>
    listStudents(store(), over('full'), { ...everyone, ...own }, look)

  it('holds those who fit the level, bands, trend and ids asked for', async () => {
    const { students, population } = await list({ level: 5, bands: ['low', 'none'], trend: 'falling' })
    expect(students.length).toBeGreaterThan(0)
    expect(population).toBeGreaterThan(students.length)
    for (const { level, band, trend } of students) {
      expect([level, trend]).toEqual([5, 'falling'])
      expect(['low', 'none']).toContain(band)
    }
    const ids = students.slice(0, 2).map(({ student_id }) => student_id)
    const chosen = await list({ ids: [...ids, 'nobody'] })
    expect(chosen.students.map(({ student_id }) => student_id).sort()).toEqual([...ids].sort())
  })

  it('has pages that join to the whole, within its limit', async () => {
    const whole = await list({ sort: 'score', limit: 30 })
    expect(whole).toMatchObject({ total: 30 })
    const pages = await Promise.all(
      [0, 12, 24].map((offset) => list({ sort: 'score', limit: 30, offset, count: 12 })),
    )
    expect(pages.flatMap(({ students }) => students)).toEqual(whole.students)
  })

  it('puts the lowest score first and those without one last', async () => {
    const { students } = await list({ sort: 'score' })
    const rank = { none: 0, low: 0, partial: 1, good: 2, high: 3, unknown: 4 }
    expect(students[0]?.band).toMatch(/none|low/)
    expect(students.at(-1)?.band).toBe('unknown')
    const unknown = students.findIndex(({ band }) => rank[band] === 4)
    expect(students.slice(unknown).every(({ band }) => band === 'unknown')).toBe(true)
  })
})
