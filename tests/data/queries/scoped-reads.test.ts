import fc from 'fast-check'
import type { ScopePopulation } from '../../../data/domain/scope'
import { listStudents } from '../../../data/queries/list-students'
import { scopedStudents } from '../../../data/queries/scoped-students'
import { studentNames } from '../../../data/queries/student-names'
import { studentProfile } from '../../../data/queries/student-profile'
import { sampleProject } from '../../../data/sample/assignments/wide-posts'
import { useSample } from '../../support/sample'
import { coveredBy, everyone, listed, look, readRecords, scopeOver, type Records } from './scopes'

const store = useSample()
let records: Records
let populations: fc.Arbitrary<ScopePopulation>

beforeAll(async () => {
  records = await readRecords(store())
  const codes = (kind: string) =>
    records.units.filter((unit) => unit.kind === kind).map(({ unit_code }) => unit_code)
  const level = fc.integer({ min: 3, max: 8 })
  populations = fc.oneof(
    fc.constant<ScopePopulation>({ kind: 'tutees' }),
    fc.constant<ScopePopulation>({ kind: 'institution' }),
    fc.constantFrom<ScopePopulation>(
      { kind: 'project', code: sampleProject },
      { kind: 'project', code: 'X' },
    ),
    fc.record({
      kind: fc.constant('level' as const),
      programme: fc.constantFrom(...codes('programme')),
      level,
    }),
    fc.record({ kind: fc.constant('programme' as const), code: fc.constantFrom(...codes('programme')) }),
    fc.record({
      kind: fc.constant('school' as const),
      code: fc.constantFrom(...codes('school'), ...codes('programme')),
    }),
    fc.record({
      kind: fc.constant('faculty' as const),
      code: fc.constantFrom(...codes('faculty'), ...codes('school')),
    }),
  )
})

const unit = (kind: string) => records.units.find((each) => each.kind === kind)?.unit_code ?? ''
const someLevel = () => {
  const student = records.students.find(({ gone_on }) => gone_on === null)
  return { programme: student?.programme_code ?? '', level: student?.level ?? 0 }
}
const tutor = () => records.assignments.find(({ role }) => role === 'personal-tutor')?.staff_id ?? ''
const projectMember = () => records.assignments.find(({ role }) => role === 'project-staff')?.staff_id ?? ''
const idsIn = async (scope: ReturnType<typeof scopeOver>) => {
  const rows = await scopedStudents(store().db, scope).select('student.student_id').execute()
  return rows.map(({ student_id }) => student_id).sort()
}

describe('a scope covers exactly its students', () => {
  it.each<[string, () => ScopePopulation]>([
    ['tutees', () => ({ kind: 'tutees' })],
    ['level', () => ({ kind: 'level', ...someLevel() })],
    ['programme', () => ({ kind: 'programme', code: unit('programme') })],
    ['school', () => ({ kind: 'school', code: unit('school') })],
    ['faculty', () => ({ kind: 'faculty', code: unit('faculty') })],
    ['institution', () => ({ kind: 'institution' })],
    ['project', () => ({ kind: 'project', code: sampleProject })],
  ])('of the kind %s', async (kind, population) => {
    const scope = scopeOver([population()], { staffId: kind === 'project' ? projectMember() : tutor() })
    const covered = coveredBy(records, scope).map(({ student_id }) => student_id)
    expect(covered.length).toBeGreaterThan(0)
    expect(await idsIn(scope)).toEqual(covered.sort())
  })

  it('of several populations, each once', async () => {
    const scope = scopeOver([
      { kind: 'school', code: unit('school') },
      { kind: 'faculty', code: unit('faculty') },
    ])
    expect(await idsIn(scope)).toEqual(
      coveredBy(records, scope)
        .map(({ student_id }) => student_id)
        .sort(),
    )
  })

  it('of none: nobody', async () => {
    const scope = scopeOver([])
    expect(await idsIn(scope)).toEqual([])
    expect(await listStudents(store(), scope, everyone, look)).toMatchObject({
      students: [],
      total: 0,
      population: 0,
    })
    expect(await studentNames(store(), scope)).toEqual([])
  })

  it('of a project: nobody for staff who are not assigned its students, now or in that role', async () => {
    const project: ScopePopulation = { kind: 'project', code: sampleProject }
    expect(await idsIn(scopeOver([project], { staffId: tutor() }))).toEqual([])
    expect(await idsIn(scopeOver([project], { staffId: projectMember(), today: '2020-01-01' }))).toEqual([])
    expect(await idsIn(scopeOver([{ kind: 'tutees' }], { staffId: projectMember() }))).toEqual([])
    expect(await idsIn(scopeOver([{ kind: 'project', code: 'X' }], { staffId: projectMember() }))).toEqual([])
  })

  it('under a code that is a programme’s, not a school’s: nobody', async () => {
    expect(await idsIn(scopeOver([{ kind: 'school', code: unit('programme') }]))).toEqual([])
    expect(await idsIn(scopeOver([{ kind: 'programme', code: "' or 1 = 1 --" }]))).toEqual([])
  })
})

it('lists nobody outside a random scope, and everybody inside', async () => {
  const staff = [...new Set(records.assignments.map(({ staff_id }) => staff_id))]
  await fc.assert(
    fc.asyncProperty(
      fc.array(populations, { maxLength: 3 }),
      fc.constantFrom(...staff),
      async (over, staffId) => {
        const scope = scopeOver(over, { staffId })
        const { students, total, population } = await listStudents(store(), scope, everyone, look)
        const expected = listed(coveredBy(records, scope))
        expect(students.map(({ student_id }) => student_id).sort()).toEqual(expected)
        expect([total, population]).toEqual([expected.length, expected.length])
      },
    ),
    { numRuns: 40 },
  )
})

it('shows the profile of nobody outside a random scope, and of anybody inside', async () => {
  const ids = records.students.map(({ student_id }) => student_id)
  await fc.assert(
    fc.asyncProperty(populations, fc.constantFrom(...ids), async (population, id) => {
      const scope = scopeOver([population])
      const inside = coveredBy(records, scope).some(({ student_id }) => student_id === id)
      const profile = await studentProfile(store(), scope, id, look)
      expect(profile?.student.student_id).toBe(inside ? id : undefined)
    }),
    { numRuns: 60 },
  )
})
