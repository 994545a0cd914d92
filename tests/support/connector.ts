import { z } from 'zod'
import { standIn } from './stand-in'

const sent = z.object({
  type: z.string(),
  text: z.string().optional(),
  entities: z.array(z.unknown()).optional(),
  attachments: z.array(z.object({ contentType: z.string().optional(), content: z.unknown() })).optional(),
})

/** How something reached the connector. */
export interface ConnectorRequest {
  method: string
  path: string
  conversationId: string | undefined
  authorization: string | undefined
}

export interface Connector {
  serviceUrl: string
  /** The activities that the bot sent, oldest first. */
  sent: z.infer<typeof sent>[]
  /** Every request of the bot, oldest first. */
  requests: ConnectorRequest[]
  /** Whether it takes what it is sent and never answers. */
  silent: boolean
  close(): Promise<void>
}

/** Stands in for Teams: a server that takes what the bot sends, as the Bot Connector API does. */
export async function startConnector(certificate?: { cert: string; key: string }): Promise<Connector> {
  const activities: Connector['sent'] = []
  const requests: ConnectorRequest[] = []
  const server = await standIn(({ method, path, headers, body }) => {
    const conversationId = /^\/v3\/conversations\/([^/]+)/u.exec(path)?.[1]
    requests.push({ method, path, conversationId, authorization: headers.authorization })
    if (body !== '') activities.push(sent.parse(JSON.parse(body)))
    if (connector.silent) return 'silence'
    return { status: 201, body: { id: `${activities.length}` } }
  }, certificate)
  const connector: Connector = {
    serviceUrl: `${server.url}/`,
    sent: activities,
    requests,
    silent: false,
    close: () => server.close(),
  }
  return connector
}
