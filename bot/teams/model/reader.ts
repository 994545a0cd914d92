import { ActionPlanner, OpenAIModel, PromptManager } from '@microsoft/teams-ai'
import type { ReadByModel } from '../../language/model/read-by-model'
import { errorFields, type Log } from '../../log'
import type { ModelConfig } from '../../model-config'
import { apiVersion } from './api-version'
import { exchangeWith, type Exchange, type Fetch } from './guarded-fetch'
import { memoryOf, noTurn } from './no-turn'
import { promptOf } from './prompt'
import { strictJson } from './strict-json'

/**
 * Reads messages by the configured Azure OpenAI model, through teams-ai's planner: it completes one prompt, and makes no
 * plan, runs no action and says nothing. What fails is a code in the log and no answer.
 *
 * @param fetch how HTTP is spoken
 */
export function createModelReader(
  config: ModelConfig,
  log: Log,
  fetch: Fetch = globalThis.fetch,
): ReadByModel {
  return async (text, today) => {
    const exchange = exchangeWith(config, fetch)
    try {
      const planner = plannerFor(config, exchange)
      const prompt = promptOf(today)
      planner.prompts.addPrompt(prompt)
      const response = await planner.completePrompt<unknown>(
        noTurn(),
        memoryOf(text),
        prompt.name,
        strictJson,
      )
      const code = exchange.failure() ?? (response.status === 'success' ? undefined : 'model-failed')
      if (code === undefined) return response.message?.content
      log.warn('message not read by the model', { code })
    } catch (error) {
      log.warn('message not read by the model', errorFields(error))
    }
    return undefined
  }
}

/** Made for one message, so that nothing of it stays. */
function plannerFor({ endpoint, deployment }: ModelConfig, exchange: Exchange): ActionPlanner {
  const model = new OpenAIModel({
    // The exchange has the key: what the library holds, it could log.
    azureApiKey: 'kept-by-the-exchange',
    azureDefaultDeployment: deployment,
    azureEndpoint: endpoint,
    azureApiVersion: apiVersion,
    responseFormat: { type: 'json_object' },
    useSystemMessages: true,
    // Null where the library would look into the environment.
    clientOptions: { baseURL: null, organization: null, project: null, maxRetries: 0, fetch: exchange.fetch },
  })
  const prompts = new PromptManager({ promptsFolder: '' })
  return new ActionPlanner({ model, prompts, defaultPrompt: 'question', max_repair_attempts: 0 })
}
