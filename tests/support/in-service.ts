import { evaluateAndPlan } from '../../bot/alerts/evaluate-and-plan'
import { demoTutor } from '../../data/sample/demo-staff'
import { rememberChat } from '../../data/records/conversation-references'
import { openStore } from '../../data/store/open'
import { storeSecret, tenantId } from './identity/entra-bot'
import { clock, now } from './store'
import { lookAt } from './trail'

/**
 * Makes of a copy of the sample university one that is at work: its time is not fixed in it, alerts were judged, planned and
 * told, somebody has signed in, and students were looked at.
 */
export async function putInService(database: string, serviceUrl = 'https://teams.example/'): Promise<void> {
  const store = openStore(database, { secret: storeSecret })
  try {
    await store.db.deleteFrom('store_setting').where('name', '=', 'sample-now').execute()
    const { entraObjectId, email: upn, staffId } = demoTutor
    const where = { conversationId: 'a:chat', channelUser: '29:someone', tenantId, serviceUrl }
    await rememberChat(store, { ...where, staffId, entraObjectId, upn, appRoles: [] }, now)
    await lookAt(store, { staffId, students: ['00412301'] })
    await evaluateAndPlan(store, clock)
    const sent = { done_at: now.toISOString(), outcome: 'sent' } as const
    await store.db.updateTable('outbox').set(sent).execute()
  } finally {
    await store.close()
  }
}
