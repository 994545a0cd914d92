import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import path from 'node:path'
import { init, type EChartsCoreOption } from 'echarts'
import { repository } from '../support/command'

const folder = path.join(repository, 'bench-results')

/** What the figures were measured on. */
export function machine(): {
  cores: number
  model: string
  memoryGigabytes: number
  node: string
  load: number
} {
  return {
    cores: cpus().length,
    model: cpus()[0]?.model ?? 'unknown',
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    load: loadavg()[0] ?? 0,
  }
}

/** Writes `bench-results/<name>.json`. Gives its path. */
export function writeJson(name: string, content: unknown): string {
  mkdirSync(folder, { recursive: true })
  const file = path.join(folder, `${name}.json`)
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`)
  return file
}

/** Draws `bench-results/<name>.svg`. Gives its path. */
export function writeChart(
  name: string,
  option: EChartsCoreOption,
  size = { width: 900, height: 520 },
): string {
  mkdirSync(folder, { recursive: true })
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size })
  try {
    chart.setOption({ animation: false, backgroundColor: '#ffffff', ...option })
    const file = path.join(folder, `${name}.svg`)
    writeFileSync(file, chart.renderToSVGString())
    return file
  } finally {
    // The process would never end.
    chart.dispose()
  }
}

/** Prints rows under their headings, numbers to the right. */
export function printTable(headings: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  for (const row of [headings, ...rows]) {
    const cells = row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
    )
    process.stdout.write(`${cells.join('  ')}\n`)
  }
}
