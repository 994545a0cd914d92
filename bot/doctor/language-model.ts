import { openingHeaders } from '../model-proof'
import { apiVersion } from '../teams/model/api-version'
import type { Check, Finding, WithNetwork } from './check'
import { withoutAnswer } from './network/words'

/** No message at all: the service refuses it once it has looked at the key and the deployment, and nothing is read or billed. */
const nothing = JSON.stringify({ messages: [], max_tokens: 1 })

/** How long the managed identity may take for a token, in milliseconds. */
const patience = 5_000

const noToken: Finding = {
  state: 'wrong',
  what: 'The managed identity gives no token for the language model.',
  mend: 'Check that the identity of MANAGED_IDENTITY_CLIENT_ID is assigned to this app, or set LANGUAGE_MODEL_KEY.',
}

/** Whether the language model is there and lets the bot in. */
export const languageModelCheck: Check<WithNetwork> = {
  name: 'language-model',
  look: async ({ configured: { model }, network }) => {
    if (!model) return { because: 'none is configured' }
    const { endpoint, deployment, proof } = model
    const opening = await openingHeaders(proof, AbortSignal.timeout(patience))
    if (!opening) return [noToken]
    const url = `${endpoint}/openai/deployments/${deployment}/chat/completions?api-version=${apiVersion}`
    const asked = await network.ask(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...opening },
      body: nothing,
    })
    return [asked.kind === 'answer' ? findingOf(asked.status) : withoutAnswer('The language model', asked)]
  },
}

const refusals: Readonly<Record<number, Pick<Finding, 'what' | 'mend'>>> = {
  401: {
    what: 'The language model refuses the key or the identity',
    mend: 'Set LANGUAGE_MODEL_KEY to a key of the resource that LANGUAGE_MODEL names, or give the managed identity the role Cognitive Services OpenAI User on it.',
  },
  403: {
    what: 'The language model refuses this machine',
    mend: 'Allow it in the network settings of the resource, or use a private endpoint.',
  },
  404: {
    what: 'The resource has no deployment of that name',
    mend: 'Check the deployment after the last / of LANGUAGE_MODEL; one that was just made takes some minutes.',
  },
}

function findingOf(status: number): Finding {
  const refused = refusals[status]
  if (refused) return { state: 'wrong', ...refused, what: `${refused.what} (status ${status}).` }
  if (status < 500 && status !== 429)
    return { state: 'well', what: 'The language model is there, and lets the bot in.' }
  return {
    state: 'warning',
    what: `The language model cannot answer just now (status ${status}): what the grammar does not know is asked back.`,
    mend: status === 429 ? 'Give the deployment more quota if this stays so.' : 'Try again in some minutes.',
  }
}
