import { createServer } from 'node:net'

/** Below the ports that a system gives to whoever asks for any, so that nobody has one between its choice and its use. */
const first = 20_000
/** Each of jest's workers has so many for itself. */
const each = 3_000

/** A port that is free now, and that no other test chooses. */
export async function freePort(): Promise<number> {
  const worker = Number(process.env.JEST_WORKER_ID ?? '1') % 4
  for (;;) {
    const port = first + worker * each + Math.floor(Math.random() * each)
    if (await isFree(port)) return port
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, () => server.close(() => resolve(true)))
  })
}
