import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Evaluation } from '../../../data/evaluation/evaluate'
import type { Rehearsal } from '../../../data/rehearsal/rehearse'
import { openStore } from '../../../data/store/open'
import { indicator as standard } from '../../../data/configuration/standard.json'
import { engagement, type Ran } from '../../support/command'
import { copySample } from '../../support/sample'
import { temporaryFolder } from '../../support/store'

const folder = temporaryFolder()
const database = copySample()
const run = (...args: string[]): Promise<Ran> => engagement(args, { database })

function file(name: string, ...rows: string[]): string {
  const created = path.join(folder, name)
  writeFileSync(created, rows.join('\n'))
  return created
}

/** Every student of the sample, in the order of their IDs. */
async function studentIds(): Promise<string[]> {
  const store = openStore(database)
  const rows = await store.db.selectFrom('student').select('student_id').orderBy('student_id').execute()
  await store.close()
  return rows.map(({ student_id }) => student_id)
}

let [outcomes, groups] = ['', '']
let ids: string[] = []
beforeAll(async () => {
  ids = await studentIds()
  const outcomeOf = (index: number): string => (index % 3 === 0 ? 'negative' : 'positive')
  const outcomeRows = ids.map((id, index) => `${id},${outcomeOf(index)},2027-06-30`)
  outcomes = file('outcomes.csv', 'student_id,outcome,known_on', ...outcomeRows)
  const groupRows = ids.map(
    (id, index) => `${id},hall,${index < 3 ? 'attic' : index % 2 === 0 ? 'east' : 'west'}`,
  )
  groups = file('groups.csv', 'student_id,group,value', ...groupRows)
})

function refused({ code, stdout, stderr }: Ran, reason: RegExp): void {
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr.trim().split('\n').at(-1)).toMatch(reason)
}

describe('evaluate', () => {
  const evaluated = (...args: string[]): Promise<Ran> =>
    run('evaluate', '--outcomes', outcomes, '--weeks', '4', ...args)

  test('prints the figures of each programme beside the references, and fairness by group, as JSON', async () => {
    const { code, stdout } = await evaluated('--groups', groups, '--json')
    expect(code).toBe(0)
    const { evaluations, overall, fairness } = JSON.parse(stdout) as Evaluation
    expect(evaluations.length).toBeGreaterThan(5)
    for (const evaluation of evaluations) {
      expect(evaluation).toMatchObject({ week: 4, students: expect.any(Number) as number })
      expect(Object.keys(evaluation)).toEqual(
        expect.arrayContaining([
          'programme',
          'negative',
          'unknown',
          'auc',
          'precisionLowestDecile',
          'references',
          'bands',
        ]),
      )
      expect(evaluation.bands).toHaveLength(6)
    }
    const { regression, totalClicks, daysActive28 } = overall[0]?.references ?? {}
    // Outcomes that follow the order of the IDs are told by nothing.
    for (const area of [overall[0]?.auc, regression, totalClicks, daysActive28])
      expect(Math.abs((area ?? 1) - 0.5)).toBeLessThan(0.08)
    expect(fairness?.groups.map(({ group }) => group)).toContain('hall')
    expect(fairness?.groups.find(({ value }) => value === 'attic')).toMatchObject({ withheld: true })
    expect(stdout).not.toContain(ids[0])
  })

  test('writes the report, and tables for a reader', async () => {
    const report = path.join(folder, 'report.html')
    const { code, stdout } = await evaluated('--groups', groups, '--report', report)
    expect(code).toBe(0)
    expect(stdout).toMatch(/^How well a low score told a negative outcome/u)
    const html = readFileSync(report, 'utf8')
    expect(html).toContain('<svg')
    expect(ids.filter((id) => html.includes(id) || stdout.includes(id))).toEqual([])
  })

  test('refuses in one line what it cannot use', async () => {
    const wrong = file('wrong.csv', 'student_id,group,value', `${ids[0] ?? ''},hall,`)
    refused(await evaluated('--groups', wrong), /wrong\.csv, line 2: value is empty/u)
    refused(await evaluated('--groups', file('few.csv', 'student_id,value', 'x,y')), /has no column group/u)
    refused(await evaluated('--report', path.join(folder, 'absent', 'x.html')), /x\.html cannot be written/u)
    refused(await evaluated('--from', '2040-01-01'), /run 'engagement score' first/u)
    expect((await run('evaluate', '--outcomes', outcomes, '--weeks', '4,x')).code).toBe(2)
  })
})

describe('rehearse', () => {
  const config = (name: string, values: object): string => file(name, JSON.stringify({ indicator: values }))

  test('tells what would change, and names nobody', async () => {
    const proposed = config('higher.json', { ...standard, thresholds: { high: 90, good: 70, partial: 50 } })
    const { code, stdout } = await run('rehearse', '--config', proposed, '--weeks', '1', '--json')
    expect(code).toBe(0)
    const { configurations, weeks, alerts } = JSON.parse(stdout) as Rehearsal
    expect(configurations.changed).toContainEqual({
      setting: 'thresholds.partial',
      present: 30,
      proposed: 50,
    })
    expect(weeks).toHaveLength(1)
    expect(weeks[0]?.changed).toBeGreaterThan(0)
    expect(alerts.present.tutorWeeks).toBe(alerts.proposed.tutorWeeks)
    expect(ids.filter((id) => stdout.includes(id))).toEqual([])
  })

  test('as text, with a back-test', async () => {
    const same = config('same.json', standard)
    const { code, stdout } = await run(
      'rehearse',
      '--config',
      same,
      '--weeks',
      '1',
      '--outcomes',
      outcomes,
      '--teaching-weeks',
      '4',
    )
    expect(code).toBe(0)
    expect(stdout).toContain('no setting differs')
    expect(stdout).toContain('nobody changes band')
    expect(stdout).toMatch(/tutor weeks with 5 or more\t0 → 0/u)
    expect(stdout).toMatch(/^[A-Z-]+\t4\t\d+\t\d+\t(0\.\d{3}) → \1\t/mu)
  })

  test('refuses in one line what is no configuration, and says where', async () => {
    const tried = (config: string): Promise<Ran> => run('rehearse', '--config', config)
    refused(
      await tried(path.join(folder, 'absent.json')),
      /absent\.json is no configuration: there is no such file/u,
    )
    refused(await tried(file('text.json', 'weights: 1')), /text\.json is no configuration: it is not JSON/u)
    const weights = { ...standard.weights, canvas: 3 }
    refused(
      await tried(config('weights.json', { ...standard, weights })),
      /no configuration: indicator\.weights\.canvas: /u,
    )
    refused(
      await tried(file('section.json', JSON.stringify({ weights: standard.weights }))),
      /no configuration: Unrecognized key/u,
    )
  })
})
