import type { Measured } from './measure'
import { writeChart } from './results'

export type FeedName = 'canvas' | 'attendance' | 'activity-day'

/** How one feed of a university was loaded, and what else could be done with its file. */
export interface FeedFigures {
  feed: FeedName
  students: number
  rows: number
  duckAlone: Measured
  readOnly: Measured
  ingest: Measured
  /** Absent where there is no sqlite3 shell. */
  import?: Pick<Measured, 'seconds'>
}

const series: { name: string; colour: string; seconds: (figures: FeedFigures) => number | undefined }[] = [
  { name: 'DuckDB alone', colour: '#9aa5b1', seconds: ({ duckAlone }) => duckAlone.seconds },
  { name: 'ingest without the store', colour: '#5b8def', seconds: ({ readOnly }) => readOnly.seconds },
  { name: 'ingest', colour: '#1f4e9c', seconds: ({ ingest }) => ingest.seconds },
  { name: 'sqlite3 .import', colour: '#d98324', seconds: (figures) => figures.import?.seconds },
]

/** Rows per second by feed and size: higher is better, level is linear. */
export function feedsChart(figures: readonly FeedFigures[]): string {
  return writeChart('feeds', {
    title: { text: 'Rows per second, by feed and number of students', left: 16, top: 12 },
    legend: { bottom: 12 },
    grid: { left: 90, right: 24, top: 64, bottom: 96 },
    xAxis: {
      type: 'category',
      data: figures.map(({ feed, students }) => `${feed}\n${students.toLocaleString('en-GB')}`),
    },
    yAxis: { type: 'log', name: 'rows/s', min: 10_000 },
    series: series.map(({ name, colour, seconds }) => ({
      type: 'bar',
      name,
      itemStyle: { color: colour },
      data: figures.map((each) => {
        const time = seconds(each)
        return time === undefined ? null : Math.round(each.rows / time)
      }),
    })),
  })
}
