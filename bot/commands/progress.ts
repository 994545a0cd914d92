import { Presets, SingleBar } from 'cli-progress'
import { printable } from '../printable'
import { printNote } from './context'

/** Tells how far long work is: a bar on a terminal, plain lines elsewhere; always on standard error. */
export interface Progress {
  /** Where the things that are counted are `rows`, it tells how many a second. */
  step(done: number, all: number, name: string, unit?: 'rows'): void
  stop(): void
}

/** Nothing is told of work whose outcome is printed as JSON. */
export function createProgress({ json }: { json?: boolean | undefined } = {}): Progress {
  if (json) return { step: () => undefined, stop: () => undefined }
  return process.stderr.isTTY ? bar() : lines()
}

/** " · 12,000 rows a second · 8 s left"; empty until there is something to reckon with. */
export function paceInWords(
  { done, all, seconds }: { done: number; all: number; seconds: number },
  unit?: 'rows',
): string {
  if (done === 0 || seconds < 0.5) return ''
  const speed = done / seconds
  const rows = unit === undefined ? '' : ` · ${Math.round(speed).toLocaleString('en-GB')} rows a second`
  return done >= all ? rows : `${rows} · ${timeInWords((all - done) / speed)} left`
}

/** "8 s", "3 min", "1 h 20 min". */
function timeInWords(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`
  const minutes = Math.ceil(seconds / 60)
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

function bar(): Progress {
  const drawn = new SingleBar(
    { format: '{bar} {percentage}% · {name}{pace}', stream: process.stderr, clearOnComplete: true },
    Presets.rect,
  )
  let [phase, since, skipped] = ['', 0, 0]
  return {
    step: (done, all, name, unit) => {
      const named = unit === undefined ? 'steps' : name
      if (phase === '') drawn.start(all, done, { name: printable(name), pace: '' })
      if (named !== phase) [phase, since, skipped] = [named, performance.now(), done]
      const seconds = (performance.now() - since) / 1000
      const pace = paceInWords({ done: done - skipped, all: all - skipped, seconds }, unit)
      drawn.setTotal(Math.max(all, 1))
      drawn.update(done, { name: printable(name), pace })
    },
    stop: () => {
      if (phase !== '') drawn.stop()
    },
  }
}

/** What is done within this time, in milliseconds, needs no telling. */
const quick = 1_000

function lines(): Progress {
  const told = new Set<string>()
  const since = performance.now()
  return {
    step: (_done, _all, name) => {
      if (told.has(name) || performance.now() - since < quick) return
      printNote(name)
      told.add(name)
    },
    stop: () => undefined,
  }
}
