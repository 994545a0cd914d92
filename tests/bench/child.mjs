// Runs one function of one module and prints what it gave, what it took and the most memory that was held. Started by
// measure.ts: in a process of its own no step hides the memory of another.
import { performance } from 'node:perf_hooks'

const [module, name, args] = process.argv.slice(2)
const { [name]: step } = await import(module)
const before = process.cpuUsage()
const started = performance.now()
const result = await step(...JSON.parse(args))
const seconds = (performance.now() - started) / 1000
const { user, system } = process.cpuUsage(before)
const measured = {
  seconds,
  cpuSeconds: (user + system) / 1e6,
  peakMegabytes: process.resourceUsage().maxRSS / 1024,
  result,
}
process.stdout.write(`${JSON.stringify(measured)}\n`)
