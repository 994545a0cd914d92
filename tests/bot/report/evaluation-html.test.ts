import { createDraw, drawLines, type Draw } from '../../../bot/report/drawing'
import { evaluationHtml } from '../../../bot/report/evaluation-html'
import { evaluationText } from '../../../bot/report/evaluation-text'
import type { Cell, EvaluatedStudent } from '../../../data/evaluation/cells'
import { evaluateCells, type Evaluation } from '../../../data/evaluation/evaluate'
import type { Grouping } from '../../../data/evaluation/fairness'

let draw: Draw
beforeAll(async () => {
  draw = await createDraw()
})

/** `size` students of a programme: the lower half of the scores fails, and every tenth of the others. */
function cell(programme: string, week: number, size: number): Cell {
  const students = Array.from({ length: size }, (_, index): EvaluatedStudent => {
    const score = (100 * index) / size
    const band = score < 20 ? 'low' : score < 60 ? 'partial' : 'good'
    return {
      studentId: `${programme}-student-${index}`,
      programme,
      score,
      band,
      negative: score < 50 || index % 10 === 0,
    }
  })
  return { programme, start: '2026-09-21', week, to: '2026-10-19', students }
}

const cells = [cell('Art & <Design>', 4, 200), cell('Art & <Design>', 8, 190), cell('Dance', 4, 12)]
const groups = cells.flatMap(({ students }) =>
  students.map(({ studentId }, index): Grouping => {
    const value = index % 50 === 0 ? 'rare' : index < 100 ? 'men' : '<script>alert(1)</script>'
    return { studentId, group: 'gender', value }
  }),
)
const evaluation = (): Evaluation => evaluateCells(cells, () => new Map(), groups)

describe('the report', () => {
  const html = (): string => evaluationHtml(draw, evaluation())

  it('names no student', () => {
    expect(html()).not.toContain('-student-')
  })

  it('loads nothing, runs nothing, and takes no markup from the data', () => {
    expect(html()).not.toMatch(/<script|<link|<img|<iframe|url\((?!#)|@import|javascript:/iu)
    expect([...html().matchAll(/https?:\/\/[^"'\s<]+/gu)].map(([address]) => address)).toEqual(
      expect.not.arrayContaining([expect.not.stringMatching(/^http:\/\/www\.w3\.org\//u)]),
    )
    expect(html()).toContain("default-src 'none'")
    expect(html()).toContain('Art &amp; &lt;Design&gt;')
  })

  it('says in words what each drawing shows, with a table beside it', () => {
    const figures = [...html().matchAll(/<figure>.*?<\/figure>/gsu)].map(([figure]) => figure)
    expect(figures.length).toBeGreaterThan(4)
    for (const figure of figures) {
      expect(figure).toMatch(/role="img" aria-label="[^"]{20,}"/u)
      expect(figure).toContain('<svg')
      expect(figure).toMatch(/<table><caption>[^<]+<\/caption>/u)
    }
  })

  it('gives counts rounded to 5 and leaves out what stands on fewer than 23', () => {
    const text = html()
    // 212 students in week 4, of whom 12 are of a programme that is not shown.
    expect(text).toContain('<th scope="row">4</th><td>210</td>')
    expect(text).not.toContain('212')
    expect(text).not.toContain('Dance')
    expect(text).toContain('1 programme of fewer than 23 students is left out.')
    // Four students are in the group that is rare.
    expect(text).toMatch(/<th scope="row">rare<\/th><td>4<\/td><td>–<\/td><td>–<\/td><td>–<\/td><td>–<\/td>/u)
  })

  it('warns in plain words, of groups that are large enough', () => {
    expect(html()).toMatch(/All programmes, week 4, gender men: \d+% \(\d+ to \d+\) are flagged/u)
  })

  it('warns with the rates of its tables, and of what they show alone', () => {
    const of = (programme: string, size: number, flagged: number) =>
      Array.from({ length: size }, (_, index): EvaluatedStudent => ({
        studentId: `${programme}-${size}-${index}`,
        programme,
        score: 50,
        band: index < flagged ? 'low' : 'good',
        negative: index % 2 === 0,
      }))
    const both = ['Art', 'Dance'].map((programme): Cell => ({
      programme,
      start: '2026-09-21',
      week: 4,
      to: '2026-10-19',
      students: [...of(programme, 32, 28), ...of(programme, 91, 4)],
    }))
    const rows = both.flatMap(({ students }) =>
      students.map(({ studentId }) => ({
        studentId,
        group: 'sex',
        value: studentId.includes('-32-') ? 'F' : 'M',
      })),
    )
    const page = evaluationHtml(
      draw,
      evaluateCells(both, () => new Map(), rows),
    )
    const [, warned] = /sex F: (\d+% \(\d+ to \d+\)) are flagged/u.exec(page) ?? []
    // 56 of 64 are flagged: 55 of 65.
    expect(warned).toMatch(/^85%/u)
    expect(page).not.toMatch(/88% \(/u)
    expect(page).toContain(`<td>${warned}</td>`)
    expect(page).not.toMatch(/<li>(?!All programmes)[^<]*week 4, sex/u)
  })

  it('shows nothing of a university of a few students', () => {
    const few = evaluationHtml(
      draw,
      evaluateCells([cell('Dance', 4, 12)], () => new Map()),
    )
    expect(few).toContain('Fewer than 23 students: nothing can be shown.')
    expect(few).not.toContain('<table>')
  })
})

it('lines are told apart by more than colour', () => {
  const svg = drawLines(draw, {
    across: { name: 'week', values: ['4', '8'] },
    up: { name: 'area' },
    lines: ['a', 'b', 'c', 'd'].map((name, index) => ({ name, values: [index, index] })),
  })
  const dashes = new Set([...svg.matchAll(/stroke-dasharray="([^"]+)"/gu)].map(([, dash]) => dash))
  expect(dashes.size).toBe(3)
})

it('the text has a table for each question, and says where flags differ', () => {
  const lines = evaluationText(evaluation())
  expect(lines).toContain(
    'programme\tweek\tstudents\tnegative\tunknown\tAUC\ttotal clicks\tdays active in 28\tregression',
  )
  expect(lines.filter((line) => line.startsWith('Art & <Design>\t4\t200\t'))).toHaveLength(1)
  expect(lines.filter((line) => line.includes('withheld: too few')).length).toBeGreaterThan(0)
  expect(lines.slice(lines.indexOf('Where the flags differ between groups') + 1).join()).toContain(
    'gender men',
  )
})
