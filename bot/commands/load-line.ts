import type { LoadReport } from '../../data/feeds/ingest'
import type { LoadProgress } from '../../data/feeds/load-progress'
import type { Progress } from './progress'

/** "canvas from canvas.csv: 3 rows read, 2 accepted, 1 rejected". */
export function loadLine(report: Omit<LoadReport, 'rejects'>): string {
  const { feed, files, rows, accepted, rejected, unchanged } = report
  const [read, taken, refused] = [rows, accepted, rejected].map((count) => count.toLocaleString('en-GB'))
  const again = unchanged ? ' (loaded before: nothing changed)' : ''
  return `${feed} from ${files.join(', ')}: ${read} rows read, ${taken} accepted, ${refused} rejected${again}`
}

const phases: Record<LoadProgress['phase'], string> = {
  reading: 'reading and checking',
  writing: 'writing',
  placing: 'putting in place',
}

/** Tells how far a load is. */
export function tellLoad(progress: Progress, { files, phase, done, all }: LoadProgress): void {
  const name = `${files.join(', ')}: ${phases[phase]}`
  if (phase === 'writing') progress.step(done, all, name, 'rows')
  else progress.step(phase === 'placing' ? 1 : 0, 1, name)
}

/** "  2,789 held and not in the file stay: rejected rows may be about them"; none where a load ended all that it lacked. */
export function sparedLines({ spared }: Pick<LoadReport, 'spared'>): string[] {
  if (spared === undefined) return []
  return [
    `  ${spared.toLocaleString('en-GB')} held and not in the file stay: rejected rows may be about them`,
  ]
}
