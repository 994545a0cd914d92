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
    const order = ['none', 'low', 'partial', 'good', 'high', 'too little data']
    const bands = [
      ...pages
        .slice(0, 4)
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

  test('open one by the pseudonym, in whatever case: band and indicators to the nearest 10', async () => {
    const [shown = ''] = (await askAs(member, `show ${sampleProject} good`)).answer.students
    const { query, answer } = await askAs(member, `how is ${shown.toLowerCase()} doing`)
    expect(query).toEqual({ intent: 'show-student', student: { id: shown } })
    expect(answer.students).toEqual([shown])
    expect(answer.access).toMatchObject({ role: 'project-staff', detail: 'pseudonymous' })
    const indicators = [...answer.text.matchAll(/about (\d+) of 100/gu)].map(([, number]) => Number(number))
    expect(indicators.length).toBeGreaterThan(1)
    for (const indicator of indicators) expect(indicator % 10).toBe(0)
    expect(answer.text).not.toMatch(/score/iu)
  })

  test('read no programme or level that fewer than five of the cohort share', async () => {
    const texts = (await everyone(member, `show ${sampleProject}`)).slice(0, 4).map(({ text }) => text)
    const looks = [...texts.join('\n').matchAll(/^- P-\w+ \((.*)\):/gmu)].map(([, look = '']) => look)
    const counts = new Map<string, number>()
    for (const look of looks) counts.set(look, (counts.get(look) ?? 0) + 1)
    expect(counts.size).toBeGreaterThan(2)
    for (const [, count] of counts) expect(count).toBeGreaterThanOrEqual(5)
    expect([...counts.keys()].join()).toContain('too few in this cohort')
    const hidden = (await askAs(member, `show ${sampleProject} level 3`)).answer
    expect(hidden.students).toEqual([])
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
    expect(whole).toMatch(/^About 40 students · \d+% low or no engagement/mu)
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
