import { managedIdentity } from './managed-identity'
import type { ModelProof } from './model-config'

/** What Azure OpenAI takes tokens for. */
const scope = 'https://cognitiveservices.azure.com/.default'

/** The header that opens the language model; undefined where the managed identity gives no token in time. */
export async function openingHeaders(
  proof: ModelProof,
  abortSignal: AbortSignal,
): Promise<Record<string, string> | undefined> {
  if (proof.kind === 'key') return { 'api-key': proof.key }
  const token = await managedIdentity(proof.clientId)
    .getToken(scope, { abortSignal })
    .catch(() => null)
  return token ? { authorization: `Bearer ${token.token}` } : undefined
}
