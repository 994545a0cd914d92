import type { EntraConfig } from '../entra-config'
import type { TokenFor, TokenTrial } from '../teams/token-trial'
import { askAuthority } from './authority'
import type { Check, Finding, WithEntra } from './check'
import { proofInWords, refusalOf } from './entra-refusals'

/** Whether Entra ID gives the bot tokens of its own: the app ID, and the secret or the managed identity, are right. */
export const botCredentialsCheck: Check<WithEntra> = {
  name: 'bot-credentials',
  look: async ({ entra, network, tokens }) => {
    if ((await askAuthority(network, entra)).kind !== 'answer') return { because: 'Entra ID gave no answer' }
    const [connector, graph] = await Promise.all([tokens('connector'), tokens('graph')])
    return allTold([findingOf(entra, 'connector', connector), findingOf(entra, 'graph', graph)], entra)
  },
}

const services: Record<TokenFor, string> = { connector: 'Teams', graph: 'Microsoft Graph' }

function findingOf({ proof }: EntraConfig, resource: TokenFor, trial: TokenTrial): Finding | undefined {
  const service = services[resource]
  if (trial.kind === 'token') return undefined
  if (trial.kind === 'no-identity')
    return {
      state: 'wrong',
      what: 'The managed identity gives no token, so Entra ID cannot be asked.',
      mend: 'Check that this runs on Azure, and that the identity of MANAGED_IDENTITY_CLIENT_ID is assigned to it.',
    }
  if (trial.kind === 'no-answer')
    return {
      state: 'warning',
      what: `Entra ID gave no answer when it was asked for a token for ${service}.`,
      mend: 'Try again in some minutes.',
    }
  const { what, mend, passes } = refusalOf(trial.code)
  const name = trial.code === undefined ? 'without a number' : `AADSTS${trial.code}`
  return {
    state: passes ? 'warning' : 'wrong',
    what: `Entra ID gives no token for ${service} with ${proofInWords(proof)} (${name}): ${what}.`,
    mend,
  }
}

/** What is wrong with both is told once. */
function allTold([first, second]: readonly (Finding | undefined)[], { proof }: EntraConfig): Finding[] {
  if (first && second && first.mend === second.mend) return [first]
  const found = [first, second].flatMap((finding) => finding ?? [])
  if (found.length > 0) return found
  const end =
    proof.kind === 'secret'
      ? " When it expires cannot be read with it: see the app registration's Certificates & secrets."
      : ' It has no secret that could expire.'
  return [
    {
      state: 'well',
      what: `Entra ID gives the bot tokens for Teams and Microsoft Graph with ${proofInWords(proof)}.${end}`,
    },
  ]
}
