// One instance that delivers the outbox until it is killed, over the built product. The messages are of a kind of its own,
// which costs what an alert costs: each reads a student on the record, under the recipient's rights of that moment.
import path from 'node:path'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const built = (file) => require(path.resolve(import.meta.dirname, '..', '..', 'dist', file))
const { openStore } = built('data/store/open.js')
const { standardSettings } = built('data/configuration/settings.js')
const { studentProfile } = built('data/queries/student-profile.js')
const { createDispatcher } = built('bot/alerts/sending/dispatch.js')
const { channelOver } = built('bot/teams/channel.js')
const { personScopes } = built('bot/access/scope.js')
const { createLog } = built('bot/log.js')
const { messageCard } = built('cards/message.js')

const { database, secret, serviceUrl, sending, now, patience } = JSON.parse(process.argv[2])
const settings = {
  ...standardSettings,
  alerts: { ...standardSettings.alerts, sending: { ...standardSettings.alerts.sending, ...sending } },
}
const store = openStore(database, { secret, settings })
const clock = () => new Date(now)

const composer = {
  waitsForWorkingTime: false,
  compose: async (message, { access, conversationId }) => {
    const [scope] = personScopes(access)
    if (!scope) return { drop: 'no-right' }
    const { student } = JSON.parse(message.payload)
    const look = {
      intent: 'alert',
      question: '{}',
      conversation: conversationId,
      at: new Date(),
      limits: { hour: 1e6, day: 1e6 },
    }
    const profile = await studentProfile(store, scope, student, look)
    if (!profile) return { drop: 'no-right' }
    const paragraphs = profile.indicators.map(({ reason }) => reason)
    return { card: messageCard({ title: profile.student.family_name, paragraphs, suggestions: [] }) }
  },
}

const channel = channelOver({
  appId: 'bot',
  tenantId: 'tenant',
  token: () => Promise.resolve('a token'),
  serviceUrl,
  draw: (card) => card,
  patience,
})
const delivery = { store, clock, sendingTime: () => new Date(), log: createLog('error'), channel }
const dispatcher = createDispatcher(delivery, { note: composer })
process.once('SIGTERM', () => void dispatcher.stop().then(() => store.close()))
await dispatcher.follow()
