import { ask, type Asked } from '../../bot/ask'
import { demoLeader, demoTutor } from '../../data/sample/demo-staff'
import { useSample } from '../support/sample'
import { clock } from '../support/store'

const store = useSample()

async function askAs(
  staff: string,
  text: string,
  options: { page?: number; kind?: 'group' } = {},
): Promise<Asked> {
  const appRoles = [
    'Engagement.School',
    'Engagement.Faculty',
    'Engagement.FacultyAdmin',
    'Engagement.Institution',
  ]
  const conversation = { id: 'test', kind: options.kind ?? ('personal' as const) }
  return ask(
    store(),
    clock,
    { key: { idOrEmail: staff }, appRoles },
    { text, conversation, page: options.page },
  )
}
const says = async (staff: string, text: string): Promise<string> => (await askAs(staff, text)).answer.text

/** Of a faculty, a pro-vice-chancellor and an associate dean; of the university, an executive. */
const [viceChancellor, dean, executive, otherExecutive] = ['s0110', 's0113', 's0119', 's0120']

beforeEach(() => store().db.deleteFrom('aggregate_answer').execute())

/** The students of a programme who study now, by the plain reading of the records. */
async function studying(programme: string, level?: number): Promise<string[]> {
  const rows = await store()
    .db.selectFrom('student')
    .select(['student_id', 'level'])
    .where('programme_code', '=', programme)
    .where('status', 'in', ['active', 'interrupted'])
    .where('gone_on', 'is', null)
    .execute()
  return rows.filter((row) => level === undefined || row.level === level).map(({ student_id }) => student_id)
}

/** Makes somebody the personal tutor of these students. */
async function tutoring(staff_id: string, students: readonly string[]): Promise<void> {
  const rows = students.map((student_id, index) => ({
    row_key: `known-${student_id}-${index}`,
    staff_id,
    role: 'personal-tutor' as const,
    scope_code: null,
    level: null,
    student_id,
    start_date: '2026-09-01',
    end_date: null,
    gone_on: null,
  }))
  await store().db.insertInto('assignment').values(rows).execute()
}

/** Leaves a programme's level with so many students for one test. */
async function withOnly(
  count: number,
  programme: string,
  level: number,
  test: () => Promise<void>,
): Promise<void> {
  const away = (await studying(programme, level)).slice(count)
  const set = (status: 'withdrawn' | 'active') =>
    store().db.updateTable('student').set({ status }).where('student_id', 'in', away).execute()
  await set('withdrawn')
  try {
    await test()
  } finally {
    await set('active')
  }
}

describe('a summary', () => {
  test('counts each programme, rounded, with shares and average', async () => {
    const { answer } = await askAs(viceChancellor, 'summarise the School of Computing by programme')
    expect(answer.access).toEqual({
      role: 'faculty-pvc',
      population: { kind: 'school', code: 'COMP' },
      detail: 'aggregate',
    })
    expect(answer.students).toEqual([])
    const expected = Math.round((await studying('BSC-CS')).length / 5) * 5
    expect(answer.text).toMatch(
      new RegExp(
        `- Computer Science: about ${expected} · \\d+% low or no engagement · \\d+% too little data · average score \\d+`,
        'u',
      ),
    )
    // Beside the groups' percentages, the total's would tell more of them.
    expect(answer.text).toMatch(/^About \d+ students · average score \d+$/mu)
  })

  test('tells the share of the bands asked for', async () => {
    const all = await says(viceChancellor, 'how many students are unknown in BSC-CS')
    expect(all).toMatch(/About \d+ students · \d+% too little data · average/u)
  })

  test('offers to tell the same students apart, in words that do', async () => {
    for (const text of [
      'summarise the university',
      'summarise FSE level 5',
      'summarise COMP',
      'summarise my students',
    ]) {
      const { answer } = await askAs(executive, text)
      const offered = JSON.stringify(answer.card).matchAll(/"value":"(summarise [^"]+ by [^"]+)"/gu)
      const asked = await Promise.all([...offered].map(([, words = '']) => askAs(executive, words)))
      expect(asked.length).toBeGreaterThan(0)
      for (const { query } of asked) {
        expect(query).toMatchObject({ intent: 'summarise', by: expect.any(String) as string })
        expect(query).toMatchObject(text.includes('level') ? { level: 5 } : {})
      }
    }
  })

  test('has pages that all belong to one answer', async () => {
    const { db } = store()
    const [template] = await db
      .selectFrom('student')
      .selectAll()
      .where('programme_code', '=', 'BA-BUS')
      .execute()
    if (!template) throw new Error('the sample has students of business')
    const extra = Array.from({ length: 6 }, (_, index) => `ZZ-${index}`)
    for (const code of extra) {
      await db
        .insertInto('unit')
        .values({
          unit_code: code,
          kind: 'programme',
          name: `Zz ${code}`,
          parent_code: 'BUSL',
          gone_on: null,
        })
        .execute()
      const students = Array.from({ length: 30 }, (_, at) => ({
        ...template,
        status: 'active' as const,
        gone_on: null,
        student_id: `${code}-${at}`,
        programme_code: code,
      }))
      await db.insertInto('student').values(students).execute()
    }
    const first = await askAs(executive, 'summarise the university by programme')
    const second = await askAs(executive, 'summarise the university by programme', { page: 2 })
    const rows = (text: string): string[] => [...text.matchAll(/^- (.*?):/gmu)].map(([, name]) => name ?? '')
    expect(rows(first.answer.text)).toHaveLength(15)
    expect(rows(second.answer.text)).toHaveLength(5)
    expect(new Set([...rows(first.answer.text), ...rows(second.answer.text)]).size).toBe(20)
    await db.deleteFrom('student').where('programme_code', 'in', extra).execute()
    await db.deleteFrom('unit').where('unit_code', 'in', extra).execute()
  })

  test('withholds a small programme, and another so that nobody can work it out, and says why', async () => {
    await withOnly(4, 'PHD-ENG', 8, async () => {
      const text = await says(viceChancellor, 'summarise the School of Engineering by programme')
      expect(text).toContain('- Engineering Research Degrees: too few to show\n')
      expect(text).toMatch(/- Science and Engineering Foundation Year: too few to show$/mu)
      expect(text).toMatch(/- Mechanical Engineering: about \d+/u)
      expect(text).toContain('a group that would give such a group away')
    })
  })

  test('is for those who see the students too: rounded alike, without the memory', async () => {
    const leader = await says(demoLeader.staffId, 'summarise Computer Science by level')
    expect(leader).toMatch(/- Level 4: about \d+0? · \d+% low/u)
    expect(leader).toContain('rounded although you may see the students')
    const tutor = await says(demoTutor.staffId, 'how many tutees do I have')
    expect(tutor).toContain('About 15 students')
    expect(tutor).not.toContain('%')
    expect(tutor).toContain('Percentages need at least 23 students.')
    expect(await store().db.selectFrom('aggregate_answer').selectAll().execute()).toEqual([])
  })

  test.each([
    ['s0104', 'Computing'],
    ['s0116', 'Computing'],
  ])('gives %s, who sees no scores, no average of them', async (staff, name) => {
    const text = await says(staff, `summarise the School of ${name} by programme`)
    expect(text).toMatch(/% low or no engagement/u)
    expect(text).not.toContain('average')
  })

  test('is refused outside the asker’s roles, and where others read along', async () => {
    expect(await says(demoTutor.staffId, 'summarise the university')).toContain(
      'Your roles do not cover the whole university',
    )
    expect(await says(viceChancellor, 'summarise the School of Nursing')).toContain(
      'Your roles do not cover School of Nursing',
    )
    const { answer } = await askAs(executive, 'summarise the university', { kind: 'group' })
    expect(answer.text).toContain('private')
    expect(answer.text).not.toMatch(/about \d/iu)
  })

  test('leaves a look in the trail, with nobody seen', async () => {
    await says(dean, 'summarise my students by school')
    const entry = await store()
      .db.selectFrom('access_entry')
      .leftJoin('access_entry_student', 'access_entry_student.entry_id', 'access_entry.entry_id')
      .select(['access_entry.intent', 'access_entry.detail', 'access_entry_student.student_id'])
      .where('access_entry.staff_id', '=', dean)
      .execute()
    expect(entry).toEqual([{ intent: 'summarise', detail: 'aggregate', student_id: null }])
  })
})

describe('the guard across answers', () => {
  test('lets nobody set a level off against its programme', async () => {
    await withOnly(10, 'BA-HIS', 6, async () => {
      expect(await says(executive, 'show low-engagement students in History')).toMatch(
        /^About \d+ students/mu,
      )
      expect(await says(executive, 'show low-engagement students in History level 4')).toMatch(/^About 30/mu)
      const near = await says(executive, 'show low-engagement students in History level 5')
      expect(near).toMatch(/^Too near to an earlier answer/u)
      expect(near).not.toMatch(/about \d/iu)
      expect(await says(executive, 'summarise History by level')).toMatch(
        /Level 5: too few to show\n- Level 6: too few/u,
      )
    })
  })

  test('names the answer that is too near', async () => {
    await withOnly(10, 'BSC-CYB', 6, async () => {
      await says(executive, 'summarise Cyber Security')
      const near = await says(executive, 'summarise the university by level')
      expect(near).toContain('the numbers for Cyber Security before')
      expect(near).toContain('numbers for the whole university by level')
      const again = await says(executive, 'summarise Cyber Security')
      expect(again).toMatch(/^About \d+ students/mu)
    })
  })

  test('refuses again what has become small since it was given', async () => {
    expect(await says(executive, 'summarise History level 6')).toMatch(/^About \d+ students/mu)
    await withOnly(1, 'BA-HIS', 6, async () => {
      const again = await says(executive, 'summarise History level 6')
      expect(again).toMatch(/^Too few students for numbers/u)
      expect(again).not.toMatch(/about \d/iu)
    })
    expect(await says(executive, 'summarise History level 6')).toMatch(/^About \d+ students/mu)
  })

  test('refuses again what was given to somebody who no longer sees the students by name', async () => {
    await withOnly(3, 'BA-HIS', 6, async () => {
      await tutoring(executive, await studying('BA-HIS', 6))
      expect(await says(executive, 'how many students in History level 6')).toMatch(/^About 5 students/mu)
      await store().db.deleteFrom('assignment').where('row_key', 'like', 'known-%').execute()
      expect(await says(executive, 'how many students in History level 6')).toMatch(/^Too few students/u)
    })
  })

  test('gives no numbers of a small group in the first place', async () => {
    await withOnly(22, 'BA-HIS', 6, async () => {
      expect(await says(executive, 'summarise History level 6')).toMatch(/^Too few students for numbers/u)
    })
    await withOnly(23, 'BA-HIS', 6, async () => {
      expect(await says(executive, 'summarise History level 6')).toMatch(/^About 25 students/mu)
    })
  })

  test('knows one person from another', async () => {
    await withOnly(10, 'BA-HIS', 6, async () => {
      await says(executive, 'summarise History')
      await says(executive, 'summarise History level 4')
      expect(await says(executive, 'summarise History level 5')).toMatch(/^Too near/u)
      expect(await says(otherExecutive, 'summarise History level 5')).toMatch(/^About \d+ students/mu)
    })
  })

  test('counts what the asker sees by name as known', async () => {
    const tutored = await studying('BA-HIS', 5)
    // All but three are the executive's own tutees: the numbers would be about those three.
    await tutoring(otherExecutive, tutored.slice(3))
    expect(await says(otherExecutive, 'summarise History level 5')).toMatch(
      /whom you do not see by name anyway/u,
    )
    await tutoring(otherExecutive, tutored.slice(0, 3))
    expect(await says(otherExecutive, 'summarise History level 5')).toMatch(/^About 25 students/mu)
    await store().db.deleteFrom('assignment').where('row_key', 'like', 'known-%').execute()
  })

  test('is not passed by asking twice at once', async () => {
    await withOnly(10, 'BA-HIS', 6, async () => {
      await says(executive, 'summarise History')
      const answers = await Promise.all(
        ['summarise History level 4', 'summarise History level 5'].map((text) => says(executive, text)),
      )
      expect(answers.filter((text) => /^About \d+ students/mu.test(text))).toHaveLength(1)
      expect(answers.filter((text) => text.startsWith('Too near'))).toHaveLength(1)
    })
  })
})

test('of several weeks, who sees no person is told week by week, or of one week', async () => {
  expect(await says(dean, 'summarise my faculty in the last 8 weeks')).toMatch(/^Week by week/u)
  expect(await says(dean, 'summarise my faculty by week in the last 8 weeks')).toMatch(/^- \d+ \w+: about/mu)
  expect(await says(dean, 'summarise my faculty last week')).toMatch(/^About [\d,]+ students/mu)
  // Who sees every student sees several weeks as one.
  expect(await says(demoLeader.staffId, 'summarise my programme in the last 8 weeks')).toMatch(
    /the middle band of \d weeks/u,
  )
})
