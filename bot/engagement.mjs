#!/usr/bin/env node
// The `engagement` command. In a fresh checkout it builds the sources once, before the first command.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { setTimeout } from 'node:timers'
import { fileURLToPath } from 'node:url'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const cli = path.join(root, 'dist', 'bot', 'cli.js')

if (!existsSync(cli)) {
  process.stderr.write('engagement: building once\n')
  const compiler = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const built = spawnSync(process.execPath, [compiler, '-p', root], { stdio: ['ignore', 2, 2] })
  if (built.status !== 0) {
    process.stderr.write("engagement: the sources do not build: run 'npm ci', then 'npm run build'\n")
    process.exit(1)
  }
}

// A reader such as head may have enough: that is no failure.
process.stdout.on('error', () => process.exit(0))
await createRequire(import.meta.url)(cli).main()
// What still waits by then, such as for a name server that does not answer, waits for nobody.
setTimeout(() => process.exit(), 2_000).unref()
