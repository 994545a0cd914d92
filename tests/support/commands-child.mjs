// Runs commands of the built product one after another in one process, as a parent tells it: starting a process for each costs
// most of a second, and whom a process trusts it learns only when it starts.
import { createRequire } from 'node:module'

const { main } = createRequire(import.meta.url)('../../dist/bot/cli.js')
const own = { ...process.env }
const { stdout, stderr } = process

process.on('message', async ({ args, environment }) => {
  for (const name of Object.keys(process.env)) if (!(name in own)) delete process.env[name]
  Object.assign(process.env, own, environment)
  const written = { stdout: '', stderr: '' }
  const restore = [
    capture(stdout, (text) => (written.stdout += text)),
    capture(stderr, (text) => (written.stderr += text)),
  ]
  process.exitCode = undefined
  await main([process.execPath, 'engagement', ...args])
  for (const each of restore) each()
  process.send({ code: process.exitCode ?? 0, ...written })
  process.exitCode = undefined
})

/** Keeps from a stream what is written to it; gives how to let it through again. */
function capture(stream, keep) {
  const { write } = stream
  stream.write = (text) => {
    keep(String(text))
    return true
  }
  return () => Object.assign(stream, { write })
}
