import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import { engagement, type Ran } from '../../support/command'
import { engagementHere } from '../../support/command-here'
import { copySample } from '../../support/sample'
import { temporaryFolder } from '../../support/store'

const folder = temporaryFolder()
const sample = copySample()
const run = (args: string[], database = sample): Promise<Ran> => engagementHere(args, { database })
/** In a process of its own, as an operator does. */
const runAlone = (args: string[]): Promise<Ran> => engagement(args, { database: sample })

function file(name: string, rows: readonly string[]): string {
  const created = path.join(folder, name)
  writeFileSync(created, ['student_id,occurred_at,pages', ...rows, ''].join('\n'))
  return created
}
const prints = (student: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${student},2026-11-20T10:00:${10 + index}Z,1`)

describe('a load with too many rejects', () => {
  const wrong = file('printing.csv', [...prints('00412301', 9), ...prints('secret', 30)])

  test('is refused, and its rejects are shown and exported, never what stood there', async () => {
    const refused = await runAlone(['ingest', 'printing', wrong])
    expect(refused).toMatchObject({ code: 1, stdout: '' })
    expect(refused.stderr).toContain(
      'printing.csv would be loaded without 30 of 39 rows (77 %), more than 5 %',
    )

    const shown = await run(['ingest', '--rejects', 'printing'])
    expect(shown.stdout).toContain(
      'printing from printing.csv, load 10 on Tuesday 24 November, 09:00: 30 of 39 rows rejected · nothing was loaded, these were too many',
    )
    expect(shown.stdout).toContain('printing.csv:11  student_id names no known student')
    expect(shown.stdout).toContain('and 10 more')

    const out = path.join(folder, 'rejects.csv')
    expect((await run(['ingest', '--rejects', 'printing', '--out', out])).stdout).toBe(
      `30 rows of 1 load in ${out}.\n`,
    )
    const exported: unknown[] = parse(readFileSync(out), { columns: true })
    expect(exported).toHaveLength(30)
    expect(exported[0]).toEqual({
      feed: 'printing',
      load: '10',
      loaded_at: '2026-11-24T09:00:00.000Z',
      outcome: 'too-many-rejects',
      file: 'printing.csv',
      line: '11',
      column: 'student_id',
      reason: 'student_id names no known student',
    })
    for (const told of [refused.stderr, shown.stdout, readFileSync(out, 'utf8')])
      expect(told).not.toContain('secret')
  })

  test('is told by the doctor, with what to do', async () => {
    const { code, stdout } = await runAlone(['doctor', '--json'])
    expect(code).toBe(1)
    const { well, findings } = JSON.parse(stdout) as { well: boolean; findings: { what: string }[] }
    expect(well).toBe(false)
    expect(findings).toEqual(
      expect.arrayContaining([
        { check: 'store', state: 'well', what: 'The embedded store answers.' },
        {
          check: 'feeds',
          state: 'wrong',
          what: expect.stringContaining('a newer load was refused: too many rows were wrong') as string,
          mend: "See 'engagement ingest --rejects printing': have the file mended, or let it pass once: 'engagement nightly' with --allow-rejects printing (on Azure by the parameter nightlyOptions), or 'engagement ingest printing <file…> --allow-rejects'.",
        },
        {
          check: 'feeds',
          state: 'wrong',
          what: 'Library: late · data to Saturday 14 November · left out of the scores · last loaded on Tuesday 24 November',
          mend: "Look at the job that exports library and at what it logged. Where there is a file, put it where the nightly load finds it, or 'engagement ingest library <file…>'.",
        },
      ]),
    )
  })

  test('loads the rest when that is allowed', async () => {
    const { stdout } = await run(['ingest', 'printing', wrong, '--allow-rejects', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({ loads: [{ rows: 39, accepted: 9, rejected: 30 }] })
    const doctor = await run(['doctor'])
    expect(doctor.stdout).toMatch(/^ {2}ok {7}feeds {12}Printing: up to date/mu)
    expect(doctor.stdout).toMatch(/^ {2}MEND {5}feeds {12}Library: late/mu)
  })
})

test('rejects of every feed’s newest load, or of all loads since a day, as JSON', async () => {
  const loadsOf = async (...more: string[]) =>
    (
      JSON.parse((await run(['ingest', '--rejects', '--json', ...more])).stdout) as {
        loads: { load: number }[]
      }
    ).loads
  expect(await loadsOf()).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ feed: 'canvas', outcome: 'loaded', rejected: 5 }),
      expect.objectContaining({ feed: 'students', rejected: 0, rejects: [] }),
    ]),
  )
  expect((await loadsOf('--since', '2026-11-24')).map(({ load }) => load)).toEqual([
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
  ])
  expect(await loadsOf('--since', '2026-11-25')).toEqual([])
})

test('rejects that cannot be written are not half-written', async () => {
  const out = path.join(folder, 'absent', 'rejects.csv')
  const { code, stderr } = await run(['ingest', '--rejects', '--out', out])
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringContaining(`${out} cannot be written`) as string,
  })
  expect(existsSync(out)).toBe(false)
})

test.each([
  [['ingest']],
  [['ingest', 'library']],
  [['ingest', 'library', 'x.csv', '--rejects']],
  [['ingest', 'library', 'x.csv', '--out', 'y.csv']],
  [['ingest', 'oulad', '--rejects']],
])('%j is wrong usage', async (args) => {
  expect(await run(args)).toMatchObject({ code: 2, stdout: '' })
})
