// Loaded into a server that a test starts: writes down where it connects to, and at its end whether what sends telemetry was
// loaded.
const fs = require('node:fs')
const net = require('node:net')

const file = process.env.ENGAGEMENT_TEST_CONNECTIONS
const { connect } = net.Socket.prototype

net.Socket.prototype.connect = function (...given) {
  const [options] = Array.isArray(given[0]) ? given[0] : net._normalizeArgs(given)
  fs.appendFileSync(file, `${options.host ?? 'localhost'}:${options.port ?? options.path}\n`)
  return connect.apply(this, given)
}

process.on('exit', () => {
  const isLoaded = Object.keys(require.cache).some((each) => each.includes('monitor-opentelemetry-exporter'))
  fs.appendFileSync(file, isLoaded ? 'telemetry loaded\n' : 'telemetry not loaded\n')
})
