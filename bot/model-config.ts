import { z } from 'zod'
import { readEnvironment } from './config'
import { readManagedIdentity } from './managed-identity'
import { variables } from './variables'

/** The language model that is asked what a message means, where the grammar does not know. */
export interface ModelConfig {
  /** Of the Azure OpenAI resource, without a slash at its end. */
  endpoint: string
  deployment: string
  proof: ModelProof
}

/** What opens the model: the resource's key, which is sent to the endpoint and never logged, or a managed identity. */
export type ModelProof = { kind: 'key'; key: string } | { kind: 'managed-identity'; clientId: string }

const form = 'must be azure-openai:https://<resource>.openai.azure.com/<deployment>'
const notation = /^azure-openai:(https:\/\/[a-z0-9.-]+(?::\d{1,5})?)\/([\w.-]{1,64})$/iu

const environment = variables({
  LANGUAGE_MODEL: z
    .string()
    .regex(notation, form)
    .refine((text) => URL.canParse(notation.exec(text)?.[1] ?? ''), form)
    .optional(),
})
// What an HTTP header can hold.
const key = z.string().regex(/^[\x21-\x7e]{8,512}$/u, "must be the resource's key, without spaces")
const withKey = variables({ LANGUAGE_MODEL_KEY: key })
const withIdentity = variables({ LANGUAGE_MODEL_KEY: key.optional() })

/**
 * Reads which language model to ask, and what opens it, from the environment; undefined where none is named.
 *
 * @throws WrongEnvironment naming each variable that is missing or wrong
 */
export function readModelConfig(): ModelConfig | undefined {
  const { LANGUAGE_MODEL: named } = readEnvironment(environment)
  if (named === undefined) return undefined
  const [, endpoint = '', deployment = ''] = notation.exec(named) ?? []
  return { endpoint, deployment, proof: readProof() }
}

function readProof(): ModelProof {
  const clientId = readManagedIdentity()
  if (clientId === undefined) return { kind: 'key', key: readEnvironment(withKey).LANGUAGE_MODEL_KEY }
  const { LANGUAGE_MODEL_KEY: given } = readEnvironment(withIdentity)
  return given === undefined ? { kind: 'managed-identity', clientId } : { kind: 'key', key: given }
}
