import type { EntraConfig } from '../entra-config'
import type { TokenFor, TokenTrial } from '../teams/token-trial'

/** Tokens of the bot's own, each asked for once however many checks need it. */
export type Tokens = (resource: TokenFor) => Promise<TokenTrial>

/** How long Entra ID and a managed identity may take for one token in all, in milliseconds. */
const patience = 15_000

export function tokensOf(entra: EntraConfig): Tokens {
  const asked = new Map<TokenFor, Promise<TokenTrial>>()
  const ask = async (resource: TokenFor): Promise<TokenTrial> => {
    // Loaded where it is needed: the libraries take most of a second.
    const { tryToken } = await import('../teams/token-trial.js')
    return tryToken(entra, resource, AbortSignal.timeout(patience))
  }
  return (resource) => {
    const trial = asked.get(resource) ?? ask(resource)
    asked.set(resource, trial)
    return trial
  }
}
