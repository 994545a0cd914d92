import { readFileSync } from 'node:fs'
import type { Next, Request, Response, Server } from 'restify'
import type { EntraConfig } from './entra-config'
import { sendText } from './send-text'
import { signedInPage, signedInScript } from './pages'

/** Nothing but our own scripts, and in no frame of another site. */
const policy = "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"

/**
 * The pages behind the sign-in button, for people who have not yet agreed to what the bot may read: to Entra ID, and
 * back to Teams. They sign nobody in by themselves: Teams does, with a token, once there is consent.
 */
export function addSignInPages(server: Server, consentAddress: string): void {
  // The library that talks to the Teams client, as Microsoft publishes it for browsers.
  const teamsScript = readFileSync(require.resolve('@microsoft/teams-js'), 'utf8')
  const script = 'text/javascript; charset=utf-8'
  server.get('/sign-in/start', (_request: Request, response: Response, next: Next) => {
    response.redirect(302, consentAddress, next)
  })
  server.get('/sign-in/end', (_request: Request, response: Response, next: Next) => {
    response.header('Content-Security-Policy', policy)
    sendText(response, next, 'text/html; charset=utf-8', signedInPage)
  })
  server.get('/sign-in/end.js', (_request: Request, response: Response, next: Next) => {
    sendText(response, next, script, signedInScript)
  })
  server.get('/sign-in/teams.js', (_request: Request, response: Response, next: Next) => {
    sendText(response, next, script, teamsScript)
  })
}

/** Where people agree to the delegated rights. The code that comes back is of no use and never redeemed. */
export function consentAddress({ authority, appId, domain }: EntraConfig, scopes: readonly string[]): string {
  const address = new URL(`${authority}/oauth2/v2.0/authorize`)
  address.search = new URLSearchParams({
    client_id: appId,
    response_type: 'code',
    response_mode: 'fragment',
    redirect_uri: `https://${domain}/sign-in/end`,
    scope: ['openid', 'profile', ...scopes].join(' '),
  }).toString()
  return address.toString()
}
