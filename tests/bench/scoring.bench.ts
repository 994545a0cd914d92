import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { requireFreshBuild } from '../support/fresh-build'
import { measure, type Measured } from './measure'
import { machine, printTable, writeChart, writeJson } from './results'
import { endDay, lastWeek, writeScoredUniversity } from './scored-university'

/** BENCH_STUDENTS takes other sizes, such as `3000,30000`. */
const sizes = (process.env.BENCH_STUDENTS ?? '3000,30000,300000').split(',').map(Number)
const steps = 'scoring-steps.mjs'
const line = (text: string): void => void process.stdout.write(`${text}\n`)

interface ScoringFigures {
  students: number
  /** One whole week of all students, made anew. */
  score: Measured
  /** The hand-written query over the same facts in a file of DuckDB's own. */
  duck: Measured
  /** Looking which weeks need scores, when none does. */
  nothing: Measured
}
const figures: ScoringFigures[] = []

beforeAll(() => requireFreshBuild())

/** Made once for each size, and kept in the system's folder for temporary files. */
async function university(
  students: number,
): Promise<{ files: [string, string][]; store: string; duck: string }> {
  const folder = path.join(tmpdir(), `engagement-scoring-bench-3-${students}`)
  const [store, duck] = [path.join(folder, 'store.db'), path.join(folder, 'facts.duckdb')]
  const made = path.join(folder, 'made')
  const files = await writeScoredUniversity(folder, students)
  if (existsSync(made)) return { files, store, duck }
  for (const file of [store, duck]) rmSync(file, { force: true })
  await measure(steps, 'load', store, files)
  await measure(steps, 'score', store)
  await measure(steps, 'toDuck', duck, files, store, lastWeek)
  mkdirSync(made)
  return { files, store, duck }
}

it.each(sizes)(
  'scores a week of %i students',
  async (students) => {
    const { files, store, duck } = await university(students)
    const byQuery = await measure(steps, 'duckScore', duck, lastWeek, endDay)
    const score = await measure(steps, 'score', store, lastWeek, lastWeek)
    expect(score.result).toEqual([[lastWeek, students]])
    const { result } = await measure(steps, 'differences', duck, store, lastWeek)
    expect(result).toEqual({ students, others: students, different: [] })
    const nothing = await measure(steps, 'score', store)
    expect(nothing.result).toEqual([])
    figures.push({ students, score, duck: byQuery, nothing })
    line(
      `${students} students: ${score.seconds.toFixed(2)} s, the query ${byQuery.seconds.toFixed(2)} s, ${files.length} files`,
    )
  },
  7_200_000,
)

it('is told in a table, a file and a chart', () => {
  expect(figures).toHaveLength(sizes.length)
  printTable(
    [
      'students',
      'score s',
      'CPU s',
      'MB',
      'query s',
      'CPU s',
      '÷ query',
      'CPU ÷',
      'nothing to do s',
      'growth',
    ],
    figures.map(({ students, score, duck, nothing }, index) => {
      const smaller = figures[index - 1]
      return [
        students.toLocaleString('en-GB'),
        score.seconds.toFixed(2),
        score.cpuSeconds.toFixed(2),
        score.peakMegabytes.toFixed(0),
        duck.seconds.toFixed(2),
        duck.cpuSeconds.toFixed(2),
        (score.seconds / duck.seconds).toFixed(2),
        (score.cpuSeconds / duck.cpuSeconds).toFixed(2),
        nothing.seconds.toFixed(2),
        smaller ? (score.seconds / smaller.score.seconds).toFixed(1) : '-',
      ]
    }),
  )
  const json = writeJson('scoring', { machine: machine(), figures })
  const chart = writeChart('scoring', {
    title: { text: 'One week of scores' },
    legend: { top: 30 },
    xAxis: {
      type: 'category',
      data: figures.map(({ students }) => students.toLocaleString('en-GB')),
      name: 'students',
    },
    yAxis: { type: 'log', name: 'seconds' },
    series: [
      { name: 'engagement score', type: 'bar', data: figures.map(({ score }) => score.seconds) },
      { name: 'one DuckDB query', type: 'bar', data: figures.map(({ duck }) => duck.seconds) },
    ],
  })
  line(`${json} and ${chart}`)
})
