// Runs scripts of package.json, as many at once as there are processors: `node tests/support/at-once.mjs <script…>`.
// Each says what it has to say when it ends. Ends with 1 if one of them fails.
import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'

const waiting = process.argv.slice(2)

async function runNext() {
  for (let script = waiting.shift(); script !== undefined; script = waiting.shift()) {
    const { code, output } = await run(script)
    console.log(`${code === 0 ? 'passed' : 'FAILED'} ${script}\n${output}`)
    if (code !== 0) process.exitCode = 1
  }
}

function run(script) {
  return new Promise((resolve) => {
    const child = spawn(`npm run --silent ${script}`, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
    child.once('close', (code) => resolve({ code, output }))
  })
}

await Promise.all(Array.from({ length: availableParallelism() }, runNext))
