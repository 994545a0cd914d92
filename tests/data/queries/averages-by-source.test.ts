import { summarise, type Summary, type SummaryRequest } from '../../../data/queries/summary'
import { useSample } from '../../support/sample'
import { look, scopeOver } from './scopes'

const store = useSample()
const faculty = { kind: 'faculty', code: 'FSE' } as const
const vice = { role: 'faculty-pvc', detail: 'aggregate' } as const
const few = 5

/** Of one programme, only a few are judged by their printing. */
beforeAll(async () => {
  const { db } = store()
  const rows = await db
    .selectFrom('student')
    .select('student_id')
    .where('programme_code', '=', 'PHD-ENG')
    .orderBy('student_id')
    .execute()
  await db
    .deleteFrom('indicator_week')
    .where('source', '=', 'printing')
    .where(
      'student_id',
      'in',
      rows.slice(few).map(({ student_id }) => student_id),
    )
    .execute()
})

const ask = (
  population: Parameters<typeof scopeOver>[0][number],
  request: Partial<SummaryRequest>,
  known: Parameters<typeof summarise>[3] = [],
  staffId = 'V1',
): Promise<Summary> =>
  summarise(
    store(),
    scopeOver([population], { ...vice, staffId }),
    { by: 'band', bands: ['low'], ...request },
    known,
    look,
  )

const averagesOf = (summary: Summary): (number | undefined)[] =>
  summary.kind === 'numbers'
    ? [summary.total, ...summary.groups.map(({ published }) => published)].map((each) => each?.average)
    : []

test('no average of a source where its difference to other answers is of few who are judged by it', async () => {
  const programmes = await ask({ kind: 'school', code: 'ENGR' }, { by: 'programme' })
  expect(averagesOf(programmes).filter((each) => each !== undefined).length).toBeGreaterThan(1)
  const asked = { source: 'printing' } as const
  const parts = ['BENG-ME', 'PHD-ENG'].map((code) => ({ kind: 'programme', code }) as const)
  for (const part of parts) expect(averagesOf(await ask(part, asked))).toEqual([undefined])
  expect(averagesOf(await ask({ kind: 'school', code: 'ENGR' }, asked))).toEqual([undefined])
})

test('nor in a table by source, where all other sources have theirs', async () => {
  await ask({ kind: 'school', code: 'ENGR' }, { by: 'programme' }, [], 'V2')
  const summary = await ask({ kind: 'school', code: 'ENGR' }, { by: 'source' }, [], 'V2')
  if (summary.kind !== 'numbers') throw new Error('these numbers are given')
  const average = new Map(summary.groups.map(({ key, published }) => [key, published?.average]))
  expect(average.get('printing')).toBeUndefined()
  expect(average.get('canvas')).toBeDefined()
})

test('whom the asker sees by present band alone counts where a source or a past week is told', async () => {
  const contact = scopeOver([{ kind: 'programme', code: 'BENG-ME' }], {
    role: 'faculty-admin',
    detail: 'contact',
  })
  const { db } = store()
  const rows = await db
    .selectFrom('student')
    .select('student_id')
    .where('programme_code', '=', 'BENG-ME')
    .where('status', '=', 'active')
    .orderBy('student_id')
    .limit(few)
    .execute()
  await db
    .updateTable('student')
    .set({ level: 8 })
    .where(
      'student_id',
      'in',
      rows.map(({ student_id }) => student_id),
    )
    .execute()
  await ask({ kind: 'programme', code: 'PHD-ENG' }, { level: 8 }, [contact], 'V3')
  expect((await ask(faculty, { level: 8 }, [contact], 'V3')).kind).toBe('numbers')
  expect((await ask(faculty, { level: 8, source: 'canvas' }, [contact], 'V3')).kind).toBe('refused')
})
