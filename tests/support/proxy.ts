import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A wire between a client and a server that can be cut. */
export interface Proxy {
  port: number
  /** Nothing passes any more, and nobody is told: a server that hangs, a cable pulled out. */
  freeze(): void
  /** Connections are broken off and refused: a server that is down. */
  cut(): void
  /** As before. What was broken off stays so. */
  restore(): void
  close(): Promise<void>
}

/** Passes connections on to a port of this machine. */
export async function startProxy(target: { host: string; port: number }): Promise<Proxy> {
  const sockets = new Set<Socket>()
  let state: 'open' | 'frozen' | 'cut' = 'open'
  const server = createServer((client) => {
    if (state === 'cut') {
      client.destroy()
      return
    }
    const upstream = connect(target.port, target.host)
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from)
      from.on('data', (data) => state === 'open' && to.write(data))
      from.on('error', () => to.destroy())
      from.on('close', () => {
        sockets.delete(from)
        to.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const breakOff = (): void => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    port: (server.address() as AddressInfo).port,
    freeze: () => (state = 'frozen'),
    cut: () => {
      state = 'cut'
      breakOff()
    },
    restore: () => {
      // What came while nothing passed is lost: those connections cannot go on.
      if (state === 'frozen') breakOff()
      state = 'open'
    },
    close: async () => {
      breakOff()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
