import { roles } from '../../../data/domain/role'
import { demoLeader, demoTutor, otherTutor } from '../../../data/sample/demo-staff'
import { demoTutees } from '../../../data/sample/demo-tutees'
import { WrittenFeeds, type Row } from './written-feeds'

const today = '2026-11-24'
let feeds: WrittenFeeds

beforeAll(async () => {
  feeds = await WrittenFeeds.write({ seed: 1, today })
})

afterAll(() => feeds.remove())

function current(row: Row): boolean {
  return (row['start_date'] ?? '') <= today && (row['end_date'] === '' || (row['end_date'] ?? '') > today)
}

describe('students', () => {
  it('are about three thousand with textual IDs and plain addresses', () => {
    expect(feeds.rows('students').length).toBeGreaterThan(2_900)
    expect(feeds.rows('students').length).toBeLessThan(3_200)
    expect(feeds.column('students', 'student_id').every((id) => /^00\d{6}$/.test(id))).toBe(true)
    expect(
      feeds
        .column('students', 'email')
        .every((email) => /^[a-z0-9.-]+@student\.northbridge\.example$/.test(email)),
    ).toBe(true)
    expect(feeds.column('students', 'mobile').every((mobile) => /^(07700 900\d{3})?$/.test(mobile))).toBe(
      true,
    )
  })

  it('are of every level, mode and status, most of them full-time and active', () => {
    expect(new Set(feeds.column('students', 'level'))).toEqual(new Set(['3', '4', '5', '6', '7', '8']))
    const share = (name: string, value: string) =>
      feeds.column('students', name).filter((item) => item === value).length / feeds.rows('students').length
    expect(share('mode', 'full-time')).toBeCloseTo(0.88, 1)
    expect(share('status', 'active')).toBeGreaterThan(0.9)
    for (const status of ['interrupted', 'withdrawn', 'completed']) {
      expect(share('status', status)).toBeGreaterThan(0.001)
    }
  })

  it('have names of many kinds, some shared within a tutor group', () => {
    const names = feeds
      .rows('students')
      .map((row) => `${row['given_name'] ?? ''} ${row['family_name'] ?? ''}`)
    for (const kind of [/^- /, /O'/, /-\p{Lu}/u, /ł/i, /ễ/, /á/]) {
      expect(names.filter((name) => kind.test(name)).length).toBeGreaterThan(0)
    }
    const nameOf = new Map(feeds.rows('students').map((row, index) => [row['student_id'], names[index]]))
    const groupsByName = feeds
      .rows('assignments')
      .filter((row) => row['role'] === 'personal-tutor' && current(row))
      .map((row) => `${row['staff_id'] ?? ''} ${nameOf.get(row['student_id']) ?? ''}`)
    expect(groupsByName.length - new Set(groupsByName).size).toBeGreaterThan(3)
  })
})

describe('assignments', () => {
  it('hold every role', () => {
    const held = new Set(
      feeds
        .rows('assignments')
        .filter(current)
        .map((row) => row['role']),
    )
    expect(held).toEqual(new Set(roles))
  })

  it('give every active student exactly one personal tutor now', () => {
    const tutees = feeds.rows('assignments').filter((row) => row['role'] === 'personal-tutor' && current(row))
    const ids = tutees.map((row) => row['student_id'] ?? '')
    const active = feeds
      .rows('students')
      .flatMap((row) => (row['status'] === 'active' ? [row['student_id']] : []))
    expect(new Set(ids).size).toBe(ids.length)
    expect(active.filter((id = '') => !ids.includes(id))).toEqual([])
    const tutors = new Set(tutees.map((row) => row['staff_id']))
    expect(ids.length / tutors.size).toBeCloseTo(14, -0.5)
  })

  it('give every level of every programme a tutor and every programme one leader', () => {
    const scopes = (role: string) =>
      feeds
        .rows('assignments')
        .filter((row) => row['role'] === role && current(row))
        .map((row) => `${row['scope_code'] ?? ''} ${row['level'] ?? ''}`.trim())
        .sort()
    const cohorts = feeds
      .rows('students')
      .map((row) => `${row['programme_code'] ?? ''} ${row['level'] ?? ''}`)
    expect(scopes('level-tutor')).toEqual([...new Set(cohorts)].sort())
    expect(scopes('programme-leader')).toEqual(
      [...new Set(feeds.column('students', 'programme_code'))].sort(),
    )
  })

  it('are past and future too, several for some and none for others', () => {
    const assignments = feeds.rows('assignments')
    expect(assignments.filter((row) => (row['start_date'] ?? '') > today)).toHaveLength(1)
    expect(assignments.filter((row) => row['end_date'] !== '' && !current(row)).length).toBeGreaterThan(50)
    const holders = new Set(assignments.map((row) => row['staff_id']))
    expect(feeds.column('staff', 'staff_id').filter((id) => !holders.has(id))).toHaveLength(14)
    const held = new Set(
      assignments.filter(current).map((row) => `${row['staff_id'] ?? ''} ${row['role'] ?? ''}`),
    )
    const several = [...held].filter(
      (one) =>
        one.endsWith('programme-leader') && held.has(one.replace('programme-leader', 'personal-tutor')),
    )
    expect(several.length).toBeGreaterThan(3)
  })

  it('make the personas what they are said to be', () => {
    const heldBy = (staffId: string) => feeds.rows('assignments').filter((row) => row['staff_id'] === staffId)
    expect(heldBy(demoTutor.staffId).map((row) => [row['role'], row['student_id']])).toEqual(
      demoTutees.map(({ student_id }) => ['personal-tutor', student_id]),
    )
    expect(heldBy(demoTutor.staffId).every(current)).toBe(true)
    expect(heldBy(demoLeader.staffId).map((row) => [row['role'], row['scope_code']])).toEqual([
      ['programme-leader', 'BSC-CS'],
    ])
    expect(new Set(heldBy(otherTutor.staffId).map((row) => row['role']))).toEqual(new Set(['personal-tutor']))
    for (const persona of [demoTutor, demoLeader, otherTutor]) {
      const row = feeds.rows('staff').find((member) => member['staff_id'] === persona.staffId)
      expect([row?.['email'], row?.['entra_object_id']]).toEqual([persona.email, persona.entraObjectId])
    }
  })
})

describe('the calendar', () => {
  it('starts nine weeks before this Monday, reads in week six and does not overlap', () => {
    const university = feeds.rows('calendar').filter((row) => row['programme_code'] === '')
    expect(university.find((row) => row['kind'] === 'teaching')?.['start_date']).toBe('2026-09-21')
    expect(university.find((row) => row['kind'] === 'reading')?.['start_date']).toBe('2026-10-26')
    university
      .slice(1)
      .forEach((row, index) => expect(row['start_date']).toBe(university[index]?.['end_date']))
    expect(feeds.rows('calendar').map((row) => row['kind'])).toContain('placement')
  })
})
