import { standardSettings } from '../../data/configuration/settings'
import { usualLooks } from '../../data/records/unusual-looks'
import { startBot, type RunningBot } from '../../bot/main'
import { startConnector, type Connector } from './connector'
import { freePort } from './free-port'
import { keepStart, keepTyped } from './logs/kept'

export interface BotUnderTest {
  address: string
  connector: Connector
  /** Posts an activity as the Playground would; gives the HTTP status and body. */
  post(activity: object): Promise<{ status: number; body: unknown }>
}

/** The real bot on a real port, with a stand-in for Teams, for the tests of this file. */
export function useBot(
  database: string | (() => string),
  options: { now?: Date; secret?: string; playedRoles?: string[] } = {},
): BotUnderTest {
  const bot: BotUnderTest = {
    address: '',
    connector: { serviceUrl: '', sent: [], requests: [], silent: false, close: () => Promise.resolve() },
    post,
  }
  let running: RunningBot | undefined
  beforeAll(async () => {
    const port = await freePort()
    bot.connector = await startConnector()
    running = await startBot(
      {
        database: typeof database === 'string' ? database : database(),
        port,
        signIn: 'playground',
        logLevel: 'info',
        allowAsk: false,
        settings: standardSettings,
        secret: options.secret,
        looks: usualLooks,
      },
      options,
    )
    keepStart()
    bot.address = `http://127.0.0.1:${port}`
  })
  afterAll(async () => {
    await running?.stop()
    await bot.connector.close()
  })
  return bot

  async function post(activity: object): Promise<{ status: number; body: unknown }> {
    keepTyped(activity)
    const response = await fetch(`${bot.address}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ serviceUrl: bot.connector.serviceUrl, ...activity }),
    })
    const text = await response.text()
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
  }
}

/** An activity as Teams sends it, from one person's private chat unless said otherwise. */
export function activityFrom(aadObjectId: string, parts: object): object {
  return {
    id: 'activity-1',
    channelId: 'msteams',
    from: { id: '29:user', aadObjectId },
    recipient: { id: '28:bot' },
    conversation: { id: `chat-${aadObjectId}`, conversationType: 'personal', tenantId: 'tenant' },
    ...parts,
  }
}
