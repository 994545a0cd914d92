import { z } from 'zod'
import type { Check, Finding, WithEntra } from './check'
import { parsedJson } from './network/json'
import { withoutAnswer } from './network/words'

/** Who is in a chat that there is not. */
const nobody = '/v3/conversations/engagement-doctor/members'

/** Whether Teams takes the bot's token where messages are sent. Nothing is sent, and nobody is asked about. */
export const connectorCheck: Check<WithEntra> = {
  name: 'connector',
  look: async ({ entra, network, tokens }) => {
    const trial = await tokens('connector')
    if (trial.kind !== 'token') return { because: 'there is no token for Teams' }
    const headers = { authorization: `Bearer ${trial.token}` }
    const asked = await network.ask(`${entra.serviceUrl.replace(/\/$/u, '')}${nobody}`, { headers })
    return [
      asked.kind === 'answer'
        ? findingOf(asked.status, asked.text)
        : withoutAnswer('The connector of Teams', asked),
    ]
  },
}

/** Teams says in JSON why it refuses. */
const error = z.union([
  z.object({ error: z.object({ code: z.string() }) }),
  z.object({ message: z.string() }),
])

function findingOf(status: number, text: string): Finding {
  if (status === 401)
    return {
      state: 'wrong',
      what: "Teams refuses the bot's token (status 401).",
      mend: 'Check that the Azure Bot resource has MicrosoftAppId as its app ID and the type single tenant, and that its Teams channel is on.',
    }
  const isTeams = status < 300 || error.safeParse(parsedJson(text)).success
  if (status < 500 && status !== 407 && isTeams)
    return {
      state: 'well',
      what: `The connector of Teams answers, and does not refuse the bot's token (status ${status}, asked about a chat that is not there).`,
    }
  return {
    state: 'warning',
    what: `What answers at TEAMS_SERVICE_URL does not speak like Teams (status ${status}).`,
    mend: 'Check TEAMS_SERVICE_URL, and what stands between; try again in some minutes.',
  }
}
