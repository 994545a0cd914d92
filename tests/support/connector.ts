import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'

const sent = z.object({
  type: z.string(),
  text: z.string().optional(),
  attachments: z.array(z.object({ content: z.unknown() })).optional(),
})

export interface Connector {
  serviceUrl: string
  /** The activities that the bot sent, oldest first. */
  sent: z.infer<typeof sent>[]
  close(): Promise<void>
}

/** Stands in for Teams: an HTTP server that takes what the bot sends, as the Bot Connector API does. */
export async function startConnector(): Promise<Connector> {
  const activities: Connector['sent'] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      activities.push(sent.parse(JSON.parse(body)))
      // Not chained: restify, loaded in the same process, changes what writeHead gives.
      response.writeHead(201, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ id: `${activities.length}` }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    serviceUrl: `http://127.0.0.1:${port}/`,
    sent: activities,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
