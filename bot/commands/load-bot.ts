import type { startBot } from '../main'

/** Loads the bot for the commands that run it: the Bot Framework takes most of a second, which others need not wait. */
export async function loadBot(): Promise<{ startBot: typeof startBot }> {
  return import('../main.js')
}
