import { apiVersion } from '../teams/model/api-version'
import type { Check, Finding, WithNetwork } from './check'
import { withoutAnswer } from './network/words'

/** No message at all: the service refuses it once it has looked at the key and the deployment, and nothing is read or billed. */
const nothing = JSON.stringify({ messages: [], max_tokens: 1 })

/** Whether the language model is there and takes the key. */
export const languageModelCheck: Check<WithNetwork> = {
  name: 'language-model',
  look: async ({ configured: { model }, network }) => {
    if (!model) return { because: 'none is configured' }
    const { endpoint, deployment, key } = model
    const url = `${endpoint}/openai/deployments/${deployment}/chat/completions?api-version=${apiVersion}`
    const asked = await network.ask(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'api-key': key },
      body: nothing,
    })
    return [asked.kind === 'answer' ? findingOf(asked.status) : withoutAnswer('The language model', asked)]
  },
}

const refusals: Readonly<Record<number, Pick<Finding, 'what' | 'mend'>>> = {
  401: {
    what: 'The language model refuses the key',
    mend: 'Set LANGUAGE_MODEL_KEY to a key of the resource that LANGUAGE_MODEL names.',
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
    return { state: 'well', what: 'The language model is there, and takes the key.' }
  return {
    state: 'warning',
    what: `The language model cannot answer just now (status ${status}): what the grammar does not know is asked back.`,
    mend: status === 429 ? 'Give the deployment more quota if this stays so.' : 'Try again in some minutes.',
  }
}
