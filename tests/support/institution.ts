import fc from 'fast-check'
import type { Band } from '../../data/domain/band'
import type { Detail, Role } from '../../data/domain/role'
import type { AssignmentTable, ContactVersionTable } from '../../data/store/schema'
import type { Store } from '../../data/store/store'

/** The day on which the institution is asked about, and the Monday of its week. */
export const today = '2026-11-24'
const week = '2026-11-23'

/** A student, whose every part is a word found nowhere else: what shows up in an answer is theirs. */
export interface Person {
  id: string
  given: string
  family: string
  email: string
  mobile: string
  photo: string
  reason: string
  why: string
  amount: string
  /** Of a contact. */
  note: string
  /** Of a contact that was withdrawn: nobody reads it any more. */
  withdrawn: string
  programme: string
  level: number
  band: Band
}

export interface Post {
  staff: number
  role: Role
  scope: string | null
  level: number | null
  student: string | null
  start: string
  end: string | null
}

export interface Institution {
  /** Code and parent of each. */
  units: { code: string; kind: 'faculty' | 'school' | 'programme'; parent: string | null }[]
  students: Person[]
  posts: Post[]
  /** The app roles of each staff member. */
  appRoles: string[][]
}

export const staffCount = 4

/** What a role shows, and what else it needs: product.md's table, written down a second time on purpose. */
const table: Record<Role, { detail: Detail; key?: string }> = {
  'personal-tutor': { detail: 'full' },
  'level-tutor': { detail: 'full' },
  'programme-leader': { detail: 'full' },
  'director-of-school': { detail: 'named', key: 'Engagement.School' },
  'faculty-pvc': { detail: 'aggregate', key: 'Engagement.Faculty' },
  'faculty-ade': { detail: 'aggregate', key: 'Engagement.Faculty' },
  'faculty-admin': { detail: 'contact', key: 'Engagement.FacultyAdmin' },
  'project-staff': { detail: 'pseudonymous', key: 'Engagement.Project' },
  elt: { detail: 'aggregate', key: 'Engagement.Institution' },
  'data-protection': { detail: 'rights', key: 'Engagement.DataProtection' },
  administrator: { detail: 'operations', key: 'Engagement.Admin' },
}
const roles = Object.keys(table) as Role[]
const keys = [...new Set(Object.values(table).flatMap(({ key }) => key ?? []))]

/** The details at which a staff member may see a student today. */
export function detailsOf({ units, posts, appRoles }: Institution, staff: number, student: Person): Detail[] {
  const parent = new Map(units.map(({ code, parent: above }) => [code, above]))
  const school = parent.get(student.programme) ?? ''
  const within = [student.programme, school, parent.get(school) ?? '']
  return posts
    .filter((post) => post.staff === staff && post.start <= today && (post.end === null || today < post.end))
    .filter(
      ({ role }) => table[role].key === undefined || appRoles[staff]?.includes(table[role].key) === true,
    )
    .filter(({ role, scope, level, student: named }) => {
      switch (role) {
        case 'personal-tutor':
        case 'project-staff':
          return named === student.id
        case 'level-tutor':
          return scope === student.programme && level === student.level
        case 'elt':
          return true
        case 'data-protection':
        case 'administrator':
          return false
        default:
          return scope !== null && within.includes(scope)
      }
    })
    .map(({ role }) => table[role].detail)
}

/** The parts of a student that these details let a person read. */
export function readable(student: Person, details: readonly Detail[]): Set<string> {
  const at = (...some: Detail[]): boolean => some.some((detail) => details.includes(detail))
  const { id, given, family, email, mobile, photo, reason, why, amount, note } = student
  return new Set([
    ...(at('full', 'named', 'contact') ? [id, given, family, email] : []),
    ...(at('full', 'contact') ? [mobile] : []),
    ...(at('full') ? [photo, amount, note] : []),
    ...(at('full', 'named') ? [reason, why] : []),
  ])
}

/** Every part of a student that could be read somewhere. */
export function partsOf(student: Person): string[] {
  return [...readable(student, ['full']), student.withdrawn]
}

function person(index: number, programme: string, level: number, band: Band): Person {
  return {
    id: String(73_100_000 + index * 7),
    given: `Giv${index}x`,
    family: `Fam${index}x`,
    email: `mail${index}x@students.example`,
    mobile: `+4477${80_000_000 + index * 13}`,
    photo: `https://photos.example/${index}x`,
    reason: `Reason${index}x`,
    why: `Because${index}x`,
    amount: String(610_000 + index * 11),
    note: `Note${index}x`,
    withdrawn: `Gone${index}x`,
    programme,
    level,
    band,
  }
}

/** The first three times in four, else one of the others. */
function mostly<T>(usual: T, ...others: T[]): fc.Arbitrary<T> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  )
}

/** Random institutions: two faculties, up to four schools, up to seven programmes, posts of every kind. */
export const institutions: fc.Arbitrary<Institution> = fc
  .record({
    schools: fc.array(fc.nat(1), { minLength: 1, maxLength: 4 }),
    programmes: fc.array(fc.nat(3), { minLength: 1, maxLength: 7 }),
    students: fc.array(
      fc.record({
        programme: fc.nat(6),
        level: fc.integer({ min: 4, max: 6 }),
        band: fc.constantFrom<Band>('high', 'good', 'partial', 'low', 'none', 'unknown'),
      }),
      { minLength: 4, maxLength: 40 },
    ),
    posts: fc.array(
      fc.record({
        staff: fc.nat(staffCount - 1),
        role: fc.constantFrom(...roles),
        place: fc.nat(100),
        level: fc.integer({ min: 4, max: 6 }),
        student: fc.nat(39),
        start: mostly('2026-09-01', today, '2026-11-25'),
        end: mostly(null, today, '2026-11-25', '2026-10-01'),
      }),
      { minLength: 2, maxLength: 16 },
    ),
    appRoles: fc.array(fc.oneof(fc.constant(keys), fc.subarray(keys)), {
      minLength: staffCount,
      maxLength: staffCount,
    }),
  })
  .map((drawn) => {
    const faculties = ['FAC0', 'FAC1']
    const schools = drawn.schools.map((faculty, index) => ({
      code: `SCH${index}`,
      parent: faculties[faculty] ?? 'FAC0',
    }))
    const programmes = drawn.programmes.map((school, index) => ({
      code: `PRG${index}`,
      parent: schools[school % schools.length]?.code ?? 'SCH0',
    }))
    const students = drawn.students.map(({ programme, level, band }, index) =>
      person(index, programmes[programme % programmes.length]?.code ?? 'PRG0', level, band),
    )
    const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] as T
    const posts = drawn.posts.map(({ staff, role, place, level, student, start, end }): Post => {
      const scope: Partial<Record<Role, string>> = {
        'level-tutor': pick(programmes, place).code,
        'programme-leader': pick(programmes, place).code,
        'director-of-school': pick(schools, place).code,
        'faculty-pvc': pick(faculties, place),
        'faculty-ade': pick(faculties, place),
        'faculty-admin': pick(faculties, place),
        'project-staff': `PRJ${place % 2}`,
      }
      return {
        staff,
        role,
        scope: scope[role] ?? null,
        level: role === 'level-tutor' ? level : null,
        student: ['personal-tutor', 'project-staff'].includes(role) ? pick(students, student).id : null,
        start,
        end,
      }
    })
    return {
      units: [
        ...faculties.map((code) => ({ code, kind: 'faculty' as const, parent: null })),
        ...schools.map((school) => ({ ...school, kind: 'school' as const })),
        ...programmes.map((programme) => ({ ...programme, kind: 'programme' as const })),
      ],
      students,
      posts,
      appRoles: drawn.appRoles,
    }
  })

/** Puts an institution in the place of what the store holds. Staff member n has the ID `Sn`. */
export async function writeInstitution(
  store: Store,
  institution: Institution,
  objectIds: readonly string[],
): Promise<void> {
  await store.transaction(async ({ db }) => {
    for (const emptied of [
      'indicator_week',
      'score_week',
      'score_run',
      'interruption',
      'activity_day',
      'attendance',
      'submission',
      'student_identity',
      'assignment',
      'calendar_period',
      'contact_version',
      'alert_preference',
      'feedback',
      'student',
    ] as const)
      await db.deleteFrom(emptied).execute()
    for (const emptied of ['aggregate_answer', 'conversation_reference', 'staff', 'unit'] as const)
      await db.deleteFrom(emptied).execute()
    for (const kind of ['faculty', 'school', 'programme'])
      for (const { code, parent } of institution.units.filter((unit) => unit.kind === kind))
        await db
          .insertInto('unit')
          .values({
            unit_code: code,
            kind: kind as 'faculty',
            name: `${kind} ${code}`,
            parent_code: parent,
            gone_on: null,
          })
          .execute()
    await db
      .insertInto('staff')
      .values(
        objectIds.map((entra_object_id, index) => ({
          staff_id: `S${index}`,
          given_name: `Staff${index}`,
          family_name: 'Member',
          email: `staff${index}@university.example`,
          entra_object_id,
          gone_on: null,
        })),
      )
      .execute()
    await db.insertInto('student').values(institution.students.map(studentRow)).execute()
    const rows = institution.posts.map(assignmentRow)
    const distinct = [...new Map(rows.map((row) => [row.row_key, row])).values()]
    await db.insertInto('assignment').values(distinct).execute()
    await db.insertInto('score_week').values(institution.students.map(scoreRow)).execute()
    await db.insertInto('contact_version').values(institution.students.flatMap(contactRows)).execute()
    await db.insertInto('indicator_week').values(institution.students.map(indicatorRow)).execute()
    await db.insertInto('score_run').values(scoreRun).execute()
  })
}

const studentRow = ({ id, given, family, email, mobile, photo, programme, level }: Person) => ({
  student_id: id,
  given_name: given,
  family_name: family,
  email,
  mobile,
  photo_url: photo,
  programme_code: programme,
  level,
  mode: 'full-time' as const,
  status: 'active' as const,
  start_date: '2026-09-21',
  end_date: null,
  gone_on: null,
})

const assignmentRow = ({ staff, role, scope, level, student, start, end }: Post): AssignmentTable => ({
  row_key: [staff, role, scope, level, student, start].join('|'),
  staff_id: `S${staff}`,
  role,
  scope_code: scope,
  level,
  student_id: student,
  start_date: start,
  end_date: end,
  gone_on: null,
})

const scoreRow = ({ id, band, reason }: Person) => ({
  student_id: id,
  week_start: week,
  data_to: today,
  score: band === 'unknown' ? null : 40,
  band,
  trend: 'falling' as const,
  main_reason: reason,
  last_active: null,
  configuration: 'test',
})

/** One that stands, and one that was withdrawn. */
const contactRows = ({ id, note, withdrawn }: Person): ContactVersionTable[] => {
  const row = {
    version: 1,
    student_id: id,
    happened_on: today,
    channel: 'call' as const,
    note,
    follow_up_on: null,
    state: 'recorded' as const,
    written_by: 'S0',
    written_at: `${today}T00:00:00.000Z`,
  }
  const gone = { ...row, contact_id: `gone-${id}` }
  return [
    { ...row, contact_id: `kept-${id}` },
    { ...gone, note: withdrawn },
    { ...gone, version: 2, note: null, state: 'withdrawn' },
  ]
}

const scoreRun = {
  week_start: week,
  school_code: 'any',
  mode: 'full-time' as const,
  data_to: today,
  configuration: 'test',
  load_id: 0,
  students: 0,
  scored_at: `${today}T00:00:00.000Z`,
}

const indicatorRow = ({ id, why, amount }: Person) => ({
  student_id: id,
  week_start: week,
  source: 'canvas' as const,
  state: 'counted' as const,
  indicator: 40,
  weight: 1,
  amount: Number(amount),
  expected: null,
  days: 3,
  peers: 12,
  reason: why,
})
