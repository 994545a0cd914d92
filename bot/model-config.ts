import { z } from 'zod'
import { readEnvironment } from './config'
import { variables } from './variables'

/** The language model that is asked what a message means, where the grammar does not know. */
export interface ModelConfig {
  /** Of the Azure OpenAI resource, without a slash at its end. */
  endpoint: string
  deployment: string
  /** A secret: it is sent to the endpoint, and never logged. */
  key: string
}

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
const withKey = variables({
  LANGUAGE_MODEL_KEY: z.string().regex(/^[\x21-\x7e]{8,512}$/u, "must be the resource's key, without spaces"),
})

/**
 * Reads which language model to ask, and its key, from the environment; undefined where none is named.
 *
 * @throws WrongEnvironment naming each variable that is missing or wrong
 */
export function readModelConfig(): ModelConfig | undefined {
  const { LANGUAGE_MODEL: named } = readEnvironment(environment)
  if (named === undefined) return undefined
  const [, endpoint = '', deployment = ''] = notation.exec(named) ?? []
  return { endpoint, deployment, key: readEnvironment(withKey).LANGUAGE_MODEL_KEY }
}
