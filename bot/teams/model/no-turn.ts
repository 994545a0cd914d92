import type { Memory } from '@microsoft/teams-ai'
import { BotAdapter, TurnContext } from 'botbuilder'

/** A turn of no chat: whatever would be said in it is refused, so that a model speaks to nobody. */
export function noTurn(): TurnContext {
  return new TurnContext(new SilentAdapter(), { type: 'message' })
}

class SilentAdapter extends BotAdapter {
  sendActivities(): Promise<never> {
    return refuse()
  }
  updateActivity(): Promise<never> {
    return refuse()
  }
  deleteActivity(): Promise<never> {
    return refuse()
  }
  continueConversation(): Promise<never> {
    return refuse()
  }
}

const refuse = (): Promise<never> => Promise.reject(new Error('The model speaks to nobody.'))

/** A memory of one message, gone with it: no history is kept, and none is sent. */
export function memoryOf(input: string): Memory {
  const values = new Map<string, unknown>([['temp.input', input]])
  return {
    deleteValue: (path) => void values.delete(path),
    hasValue: (path) => values.has(path),
    // The library says for each path of what type it takes the value to be.
    getValue: (path) => values.get(path) as never,
    setValue: (path, value) => void values.set(path, value),
  }
}
