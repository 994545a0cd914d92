import { Presets, SingleBar } from 'cli-progress'

/** Tells how far long work is: a bar on a terminal, plain lines elsewhere; always on standard error. */
export interface Progress {
  step(done: number, all: number, name: string): void
  stop(): void
}

export function createProgress(): Progress {
  return process.stderr.isTTY ? bar() : lines()
}

function bar(): Progress {
  const drawn = new SingleBar(
    { format: '{bar} {percentage}% · {name}', stream: process.stderr, clearOnComplete: true },
    Presets.rect,
  )
  let started = false
  return {
    step: (done, all, name) => {
      if (!started) drawn.start(all, 0, { name })
      started = true
      drawn.update(done, { name })
    },
    stop: () => {
      if (started) drawn.stop()
    },
  }
}

function lines(): Progress {
  let last = ''
  return {
    step: (_done, _all, name) => {
      if (name !== last) process.stderr.write(`${name}\n`)
      last = name
    },
    stop: () => undefined,
  }
}
