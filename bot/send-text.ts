import type { Next, Response } from 'restify'

/** Answers a GET with a text. */
export function sendText(response: Response, next: Next, type: string, text: string): void {
  response.sendRaw(200, text, { 'Content-Type': type, 'X-Content-Type-Options': 'nosniff' })
  next()
}
