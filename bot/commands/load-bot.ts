import type { ModelDoor } from '../model-reading'
import { createLog } from '../log'
import type { startBot } from '../main'
import { readModelConfig } from '../model-config'

/** Loads the bot for the commands that run it: the Bot Framework takes most of a second, which others need not wait. */
export async function loadBot(): Promise<{ startBot: typeof startBot }> {
  return import('../main.js')
}

/** The language model for a command that answers, where one is configured. */
export async function loadModel(logLevel: string): Promise<ModelDoor | undefined> {
  const config = readModelConfig()
  if (!config) return undefined
  const { createModelDoor } = await import('../teams/model/door.js')
  return createModelDoor(config, createLog(logLevel))
}
