import type { Asker } from '../ask'
import { graphFor } from '../graph'
import type { Activity } from './activity'
import type { TeamsDependencies } from './dependencies'
import { whoIs } from './sign-in'

/** Who asks, once they have signed in. In the Playground the activity alone says who asks: it signs nobody in. */
export async function askerOf(
  received: Activity,
  { store, entra, playedRoles = [], log }: TeamsDependencies,
): Promise<Asker | 'signed-out' | undefined> {
  if (!entra) return { key: { entraObjectId: received.from.aadObjectId ?? '' }, appRoles: [...playedRoles] }
  const person = await whoIs(store, received)
  if (typeof person !== 'object') return person
  return {
    key: { entraObjectId: person.objectId, upn: person.upn },
    appRoles: person.appRoles,
    graph: graphFor(entra.graph, person.graphToken, log),
  }
}
