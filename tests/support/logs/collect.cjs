// Loaded into every process that the tests run, before anything else: keeps a copy of what the product logs there, and of
// the lines in which a command says what failed, for search.ts to look through when all tests have ended.
const fs = require('node:fs')
const path = require('node:path')

const folder = process.env.ENGAGEMENT_TEST_LOGS ?? ''
const isJest = /[\\/](jest|jest-\w+)([\\/]|$)/u.test(process.argv[1] ?? '')
let isNamed = isJest

/** Adds lines to this process's own file. That of a child begins with the test that started it, and its command. */
function keep(lines) {
  const { ENGAGEMENT_TEST_FILE: test = '' } = process.env
  const heading = isNamed ? '' : `# ${test} ${process.argv.slice(1, 4).join(' ')}\n`
  isNamed = true
  fs.appendFileSync(path.join(folder, `${process.pid}.log`), `${heading}${lines}`)
}

/** The product's log is written to standard error at once. In the tests' own processes it would hide what they say. */
function collectLogs() {
  const write = fs.writeSync
  fs.writeSync = (descriptor, data, ...more) => {
    const isLog = descriptor === 2 && typeof data === 'string' && data.startsWith('{"level":')
    if (isLog) keep(data)
    return isLog && isJest ? Buffer.byteLength(data) : write(descriptor, data, ...more)
  }
}

function collectFailures() {
  const { stderr } = process
  const write = stderr.write.bind(stderr)
  stderr.write = (text, ...more) => {
    if (String(text).startsWith('engagement: ')) keep(String(text))
    return write(text, ...more)
  }
}

if (folder !== '' && !globalThis.collectsLogs) {
  globalThis.collectsLogs = true
  collectLogs()
  if (!isJest) collectFailures()
}
