import type { PromptResponseValidator } from '@microsoft/teams-ai'

/**
 * Takes an answer that is one JSON value and nothing else. The library's own validator would look for objects in whatever
 * prose is about them.
 */
export const strictJson: PromptResponseValidator<unknown> = {
  validateResponse: (_context, _memory, _tokenizer, { message }) => {
    try {
      const value: unknown = JSON.parse(message?.content ?? '')
      return Promise.resolve({ type: 'Validation', valid: true, value })
    } catch {
      return Promise.resolve({ type: 'Validation', valid: false })
    }
  },
}
