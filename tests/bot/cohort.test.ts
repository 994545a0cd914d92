import { ask, type Asked } from '../../bot/ask'
import { sampleProject } from '../../data/sample/assignments/wide-posts'
import { demoTutor } from '../../data/sample/demo-staff'
import { useSample } from '../support/sample'
import { clock } from '../support/store'

const store = useSample()
const [member, colleague] = ['s0127', 's0128']
const pseudonym = /^P-[0-9A-HJKMNP-TV-Z]{10}$/u

async function askAs(
  staff: string,
  text: string,
  page?: number,
  appRoles = ['Engagement.Project'],
): Promise<Asked> {
  const conversation = { id: 'test', kind: 'personal' as const }
  return ask(store(), clock, { key: { idOrEmail: staff }, appRoles }, { text, conversation, page })
}

async function cohort(): Promise<
  { student_id: string; given_name: string; family_name: string; email: string }[]
> {
  return store()
    .db.selectFrom('assignment')
    .innerJoin('student', 'student.student_id', 'assignment.student_id')
    .select(['student.student_id', 'student.given_name', 'student.family_name', 'student.email'])
    .where('assignment.staff_id', '=', member)
    .execute()
}

/** All pages of a list. */
async function everyone(staff: string, text: string): Promise<Asked['answer'][]> {
  const pages = []
  for (let page = 1; page < 6; page += 1) pages.push((await askAs(staff, text, page)).answer)
  return pages
}

/** Everything that list and profile show of each member, by pseudonym. */
async function looksIn(project: string): Promise<Map<string, string>> {
  const looks = new Map<string, string>()
  for (const { students, text } of await everyone(member, `show ${project}`))
    for (const shown of students) {
      const row = text.split('\n').find((line) => line.startsWith(`- ${shown} `)) ?? ''
      const profile = (await askAs(member, `show ${shown}`)).answer.text
      looks.set(
        shown,
        `${row}\n${profile}`.replaceAll(`- ${shown} `, '').replaceAll(shown, '').replaceAll(project, ''),
      )
    }
  return looks
}

function sizes(looks: readonly string[]): number[] {
  return looks.map((look) => looks.filter((each) => each === look).length)
}

async function assign(
  staff_id: string,
  role: 'project-staff' | 'personal-tutor',
  students: readonly string[],
  scope_code: string | null,
): Promise<void> {
  await store()
    .db.insertInto('assignment')
    .values(
      students.map((student_id) => ({
        row_key: `test-${staff_id}-${role}-${scope_code ?? ''}-${student_id}`,
        staff_id,
        role,
        scope_code,
        level: null,
        student_id,
        start_date: '2026-09-01',
        end_date: null,
        gone_on: null,
      })),
    )
    .execute()
}
afterEach(() => store().db.deleteFrom('assignment').where('row_key', 'like', 'test-%').execute())

describe('project staff', () => {
  test('see their cohort under pseudonyms, the lowest band first', async () => {
    const { query, answer } = await askAs(member, `show ${sampleProject} low engagement`)
    expect(query).toEqual({
      intent: 'list-students',
      population: { kind: 'project', code: sampleProject },
      bands: ['low', 'none'],
    })
    expect(answer.access).toEqual({
      role: 'project-staff',
      population: { kind: 'project', code: sampleProject },
      detail: 'pseudonymous',
    })
    expect(answer.students.length).toBeGreaterThan(0)
    for (const shown of answer.students) expect(shown).toMatch(pseudonym)
    const pages = await everyone(member, 'show my students')
    const all = [...new Set(pages.flatMap(({ students }) => students))]
    expect(all).toHaveLength((await cohort()).length)
    const order = [
      'none',
      'low',
      'partial',
      'good',
      'high',
      'too little data',
      'band not shown: too few alike',
    ]
    const bands = [
      ...pages
        .slice(0, Math.ceil(all.length / 10))
        .map(({ text }) => text)
        .join('\n')
        .matchAll(/^- P-.*\): (.*)$/gmu),
    ].map(([, band = '']) => order.indexOf(band))
    expect(bands).toHaveLength(all.length)
    expect(bands).toEqual([...bands].sort((a, b) => a - b))
  })

  test('see nothing that identifies, in lists, profiles and questions', async () => {
    const students = await cohort()
    const pages = await everyone(member, `show ${sampleProject}`)
    const profiles = await Promise.all(
      (pages[0]?.students ?? []).map(async (shown) => (await askAs(member, `show ${shown}`)).answer),
    )
    const said = JSON.stringify([...pages, ...profiles])
    for (const { student_id, email, family_name, given_name } of students) {
      expect(said).not.toContain(student_id)
      expect(said).not.toContain(email)
      expect(said).not.toContain(`${given_name} ${family_name}`)
    }
    expect(said).not.toMatch(
      /07700|Attended|submissions, late|falling|rising|steady|since (Mon|Tues|Wednes|Thurs|Fri)/u,
    )
    for (const { given_name, family_name, student_id } of students.slice(0, 5)) {
      expect((await askAs(member, `show ${student_id}`)).answer.students).toEqual([])
      expect((await askAs(member, `show ${given_name} ${family_name}`)).answer.students).toEqual([])
    }
  })

  test('open one by the pseudonym, in whatever case: band and indicators in three classes', async () => {
    const [shown = ''] = (await askAs(member, `show ${sampleProject} good`)).answer.students
    const { query, answer } = await askAs(member, `how is ${shown.toLowerCase()} doing`)
    expect(query).toEqual({ intent: 'show-student', student: { id: shown } })
    expect(answer.students).toEqual([shown])
    expect(answer.access).toMatchObject({ role: 'project-staff', detail: 'pseudonymous' })
    const indicators = [
      ...answer.text.matchAll(/^- (?:Canvas|Library|Printing|Attendance|Submissions): (.*)$/gmu),
    ]
    expect(indicators).toHaveLength(5)
    for (const [, words] of indicators)
      expect(words).toMatch(/^(low, under 40|middle, 40 to 70|high, over 70|not counted|not shown)/u)
    expect(answer.text).not.toMatch(/score/iu)
  })

  test('find five or more alike in all that is shown of anybody, in list and profile', async () => {
    const looks = [...(await looksIn(sampleProject)).values()]
    expect(looks).toHaveLength(50)
    for (const size of sizes(looks)) expect(size).toBeGreaterThanOrEqual(5)
    expect(new Set(looks).size).toBeGreaterThan(2)
    const { answer } = await askAs(member, `show ${sampleProject} level 3`)
    expect(answer.students).toEqual([])
    expect(answer.text).toMatch(/\d+ left out, as too few are alike to show whether they fit/u)
  })

  test('cannot join two projects by what is shown', async () => {
    const ids = (await cohort()).map(({ student_id }) => student_id)
    await assign(member, 'project-staff', ids.slice(0, 24), 'PRJ-OTHER')
    const here = [...(await looksIn(sampleProject)).values()]
    const there = [...(await looksIn('PRJ-OTHER')).values()]
    expect(there).toHaveLength(24)
    for (const look of there) {
      expect(there.filter((each) => each === look).length).toBeGreaterThanOrEqual(5)
      expect(here.filter((each) => each === look)).not.toHaveLength(1)
    }
    expect(there.some((look) => here.includes(look))).toBe(true)
  })

  test('of fewer than five see pseudonyms alone', async () => {
    const ids = (await cohort()).map(({ student_id }) => student_id)
    await assign(member, 'project-staff', ids.slice(0, 4), 'PRJ-OTHER')
    const looks = [...(await looksIn('PRJ-OTHER')).values()]
    expect(looks).toHaveLength(4)
    expect(new Set(looks).size).toBe(1)
    expect(looks[0]).toMatch(/^\(programme and level not shown: too few alike\): band not shown/u)
    expect(looks[0]).not.toMatch(/level \d|under 40|over 70|to 70|not counted/u)
    const low = (await askAs(member, 'show PRJ-OTHER low engagement')).answer
    expect(low.students).toEqual([])
    expect(low.text).toContain('4 left out')
  })

  test('of two projects see the same student under two pseudonyms, one project at a time', async () => {
    const ids = (await cohort()).map(({ student_id }) => student_id)
    await assign(member, 'project-staff', ids, 'PRJ-OTHER')
    const here = (await everyone(member, `show ${sampleProject}`)).flatMap(({ students }) => students)
    const there = (await everyone(member, 'show PRJ-OTHER')).flatMap(({ students }) => students)
    expect(new Set(there).size).toBe(new Set(here).size)
    expect(there.filter((shown) => here.includes(shown))).toEqual([])
    const both = (await askAs(member, 'show my students')).answer
    expect(both.students).toEqual([])
    expect(both.text).toContain('Which project do you mean?')
    const [of = ''] = there
    expect((await askAs(member, `show ${of}`)).answer.access.population).toEqual({
      kind: 'project',
      code: 'PRJ-OTHER',
    })
    expect((await askAs(colleague, `show ${of}`)).answer.students).toEqual([])
  })

  test('share the pseudonyms of a project with its other staff, whom alone they mean anything to', async () => {
    const [shown = ''] = (await askAs(member, `show ${sampleProject}`)).answer.students
    expect((await askAs(colleague, `show ${shown}`)).answer.students).toEqual([shown])
    for (const [staff, roles] of [
      [demoTutor.staffId, ['Engagement.Project']],
      [member, []],
    ] as const) {
      const { answer } = await askAs(staff, `show ${shown}`, undefined, [...roles])
      expect(answer.students).toEqual([])
    }
  })

  test('who are tutors too are never shown the two together', async () => {
    const [own] = (await cohort()).map(({ student_id }) => student_id)
    await assign(member, 'personal-tutor', [own ?? ''], null)
    const mine = (await askAs(member, 'show my students')).answer
    expect(mine.students).toEqual([own])
    expect(mine.access).toMatchObject({ role: 'personal-tutor' })
    const project = (await askAs(member, `show ${sampleProject}`)).answer
    expect(project.access).toMatchObject({ role: 'project-staff' })
    for (const shown of project.students) expect(shown).toMatch(pseudonym)
  })

  test('read no trend, and numbers of the whole cohort alone', async () => {
    expect((await askAs(member, 'falling students')).answer.text).toContain('neither trends nor reasons')
    const whole = (await askAs(member, `summarise ${sampleProject}`)).answer.text
    expect(whole).toMatch(/^About 50 students · \d+% low or no engagement/mu)
    for (const text of [`summarise ${sampleProject} by level`, `summarise ${sampleProject} level 4`]) {
      const part = (await askAs(member, text)).answer.text
      expect(part).toMatch(/^Only numbers for the whole/u)
      expect(part).not.toMatch(/about \d/iu)
    }
  })

  test('are told what they may see, and offered what they can ask', async () => {
    const { text } = (await askAs(member, 'my access')).answer
    expect(text).toContain(`Project staff: project ${sampleProject}: pseudonyms`)
    const offered = [...text.matchAll(/“([^”]+)”/gu)].map(([, each]) => each ?? '')
    expect(offered.length).toBeGreaterThan(1)
    for (const each of offered)
      expect((await askAs(member, each)).answer.text).not.toMatch(/^(That is outside|I cannot|I did not)/u)
  })

  test('leave in the trail whom they saw, by student ID', async () => {
    await store().db.deleteFrom('access_entry_student').execute()
    const [shown = ''] = (await askAs(member, `show ${sampleProject} low engagement`)).answer.students
    await store().db.deleteFrom('access_entry_student').execute()
    await askAs(member, `show ${shown}`)
    const seen = await store().db.selectFrom('access_entry_student').select('student_id').execute()
    const ids = (await cohort()).map(({ student_id }) => student_id)
    expect(seen).toHaveLength(1)
    expect(ids).toContain(seen[0]?.student_id)
  })
})
