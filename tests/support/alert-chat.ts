import { z } from 'zod'
import { openStore } from '../../data/store/open'
import type { Store } from '../../data/store/store'
import { demoLeader, demoTutor } from '../../data/sample/demo-staff'
import { words } from '../cards/walk'
import { composedNow, deliverNow, writeAlert, writeEpisode } from './alert-cards'
import { withoutAlerts } from './alerts'
import { useBot } from './bot'
import { chattingWith, type Chatting } from './chatting'
import { aisha } from './people'
import { copySample } from './sample'
import { now } from './store'

interface Told {
  alert: string
  card: unknown
}

/** A bot whose people are told of alerts about Aisha, and what stands in its store afterwards. */
export interface AlertChat extends Chatting {
  store: Store
  /** Ruth's alert in her chat, and its card. */
  toldRuth: (episodes?: string[]) => Promise<Told>
  /** Gareth's about the same, passed up from hers. */
  toldGareth: (passedFrom: string, episodes: string[]) => Promise<Told>
  /** What lies in a chat once the message is put right there. */
  cardNow: (alert: string) => Promise<string>
  acts: (alert?: string) => Promise<string[]>
  row: (alert: string) => ReturnType<typeof alertRow>
  /** The messages that are to be put right in their chats. */
  revisions: () => Promise<string[]>
}

/** For the tests of this file; none sees the alerts of another. */
export function useAlertChat(): AlertChat {
  const database = copySample()
  const bot = useBot(database, { now })
  const store = openStore(database)
  afterAll(() => store.close())
  beforeEach(async () => {
    await withoutAlerts(store)
    await store.db.deleteFrom('contact_version').execute()
  })

  const told = async (alert: string): Promise<Told> => ({
    alert,
    card: cardIn(await deliverNow(store, alert)),
  })
  return {
    store,
    ...chattingWith(bot),
    toldRuth: async (episodes) => {
      const own = episodes ?? [await writeEpisode(store, aisha)]
      return told(await writeAlert(store, { staffId: demoTutor.staffId, studentId: aisha, episodes: own }))
    },
    toldGareth: async (passedFrom, episodes) =>
      told(
        await writeAlert(store, {
          staffId: demoLeader.staffId,
          studentId: aisha,
          episodes,
          role: 'programme-leader',
          why: 'passed-up',
          passedFrom,
        }),
      ),
    cardNow: async (alert) => words(cardIn(await composedNow(store, alert))),
    acts: (alert) => actsIn(store, alert),
    row: (alert) => alertRow(store, alert),
    revisions: () => revisionsIn(store),
  }
}

/** The card of what was composed. */
export function cardIn(composed: object): unknown {
  if (!('card' in composed)) throw new Error(JSON.stringify(composed))
  return composed.card
}

async function actsIn({ db }: Store, alert?: string): Promise<string[]> {
  const rows = await db.selectFrom('alert_act').selectAll().orderBy('acted_at').execute()
  return rows.filter(({ alert_id }) => alert === undefined || alert_id === alert).map(({ act }) => act)
}

function alertRow({ db }: Store, alert: string) {
  return db.selectFrom('alert').selectAll().where('alert_id', '=', alert).executeTakeFirstOrThrow()
}

async function revisionsIn({ db }: Store): Promise<string[]> {
  const rows = await db.selectFrom('outbox').select('payload').where('kind', '=', 'revision').execute()
  return rows
    .map(({ payload }) => z.object({ message: z.string() }).parse(JSON.parse(payload)).message)
    .sort()
}
