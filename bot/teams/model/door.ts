import { createAllowance } from '../../language/model/allowance'
import type { Log } from '../../log'
import type { ModelConfig } from '../../model-config'
import { messagesPerHour, type ModelDoor } from '../../model-reading'
import { createModelReader } from './reader'

/** The configured model, for as many messages of each person as it may be asked for. */
export function createModelDoor(config: ModelConfig, log: Log): ModelDoor {
  return { read: createModelReader(config, log), allowance: createAllowance(messagesPerHour), log }
}
