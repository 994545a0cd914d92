import { assignmentsOf, findStaff } from '../../../data/queries/staff'
import { studentNames } from '../../../data/queries/student-names'
import { lines, useFeedFiles } from '../../support/feed-files'
import { useUniversity } from '../../support/university'
import { assignments, students, staff } from '../../support/university-feeds'
import { scopeOver } from './scopes'

const store = useUniversity()
const files = useFeedFiles(store)

const tuteesOn = async (today: string) => {
  const names = await studentNames(
    store(),
    scopeOver([{ kind: 'tutees' }], { staffId: 'T1', role: 'personal-tutor', today }),
  )
  return names.map(({ student_id }) => student_id).sort()
}

describe('tutees are those of assignments that hold on the day', () => {
  it.each([
    ['before any began', '2026-09-20', []],
    ['on the first day', '2026-09-21', ['00000001', '00000002', '00000021']],
    ['on the last day of one', '2026-10-30', ['00000001', '00000002', '00000021']],
    ['on the day on which one has ended', '2026-10-31', ['00000001', '00000021']],
    ['before one begins', '2026-11-30', ['00000001', '00000021']],
    ['when it begins', '2026-12-01', ['00000001', '00000003', '00000021']],
    ['after another has ended', '2027-06-30', ['00000001', '00000003']],
  ])('%s', async (_, day, expected) => {
    expect(await tuteesOn(day)).toEqual(expected)
    const held = await assignmentsOf(store(), 'T1', day)
    expect(held.map(({ student_id }) => student_id).sort()).toEqual(expected)
  })

  it('and no longer when the feed has dropped the assignment, or the student', async () => {
    await files.load(
      'assignments',
      lines(
        ...assignments
          .trimEnd()
          .split('\n')
          .filter((row) => !row.includes('00000021')),
      ),
    )
    expect(await tuteesOn('2026-11-24')).toEqual(['00000001'])
    await files.load(
      'students',
      lines(
        ...students
          .trimEnd()
          .split('\n')
          .filter((row) => !row.startsWith('00000001')),
      ),
    )
    expect(await tuteesOn('2026-11-24')).toEqual([])
  })

  it('not those of somebody else or of another role', async () => {
    const scope = scopeOver([{ kind: 'tutees' }], { staffId: 'L1' })
    expect(await studentNames(store(), scope)).toEqual([])
    await files.load(
      'assignments',
      assignments.replace('T1,personal-tutor,,,00000001', 'T1,project-staff,X,,00000001'),
    )
    expect(await tuteesOn('2026-11-24')).toEqual(['00000021'])
  })
})

describe('a staff member', () => {
  it.each([
    [{ idOrEmail: 'T1' }, 'T1'],
    [{ idOrEmail: 'T1@University.Example' }, 'T1'],
    [{ entraObjectId: '11111111-1111-4111-8111-111111111111' }, 'T1'],
    [{ entraObjectId: 'L1' }, undefined],
    [{ entraObjectId: 'x', upn: 'L1@University.Example' }, 'L1'],
    [{ entraObjectId: 'x', upn: 't1@university.example' }, undefined],
    [{ entraObjectId: '11111111-1111-4111-8111-111111111111', upn: 'l1@university.example' }, 'T1'],
    [{ entraObjectId: '', upn: 'l1@university.example' }, undefined],
    [{ entraObjectId: 'x', upn: '' }, undefined],
    [{ idOrEmail: '' }, undefined],
    [{ idOrEmail: '%' }, undefined],
  ])('named by %j is %s', async (key, id) => {
    expect((await findStaff(store(), key))?.staff_id).toBe(id)
  })

  it('is nobody once gone, or when two share the address', async () => {
    await files.load(
      'staff',
      lines(
        ...staff
          .trimEnd()
          .split('\n')
          .filter((row) => !row.startsWith('T1')),
      ),
    )
    expect(await findStaff(store(), { idOrEmail: 'T1' })).toBeUndefined()
    await files.load('staff', staff.replace('l1@university.example', 't1@university.example'))
    expect(await findStaff(store(), { idOrEmail: 't1@university.example' })).toBeUndefined()
  })
})
