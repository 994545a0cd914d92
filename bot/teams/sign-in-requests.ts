import { randomUUID } from 'node:crypto'
import { CardFactory, MessageFactory, type TurnContext } from 'botbuilder'
import { z } from 'zod'
import { EngagementError } from '../../data/domain/errors'
import type { EntraConfig } from '../entra-config'
import { errorFields } from '../log'
import type { Activity } from './activity'
import type { TeamsDependencies } from './dependencies'
import type { ExecuteResponse } from './invoke-response'
import { keepQuestion, signIn } from './sign-in'

const words = 'Sign in with your university account, so that I show your students to you and to nobody else.'

/** The page where people agree to what the bot may read, for whom Teams cannot do so silently. */
const signInPath = '/sign-in/start'

/**
 * Asks somebody to sign in, and keeps what they asked until they have. Teams answers it without a word where it holds a
 * token; otherwise the person sees the button.
 */
export async function sendSignInCard(
  context: TurnContext,
  received: Activity,
  text: string,
  { store, entra }: TeamsDependencies,
): Promise<void> {
  if (!entra) throw new Error('nobody signs in here')
  await keepQuestion(store, received, text)
  const card = CardFactory.oauthCard('', 'Sign in', words, linkTo(entra), tokenFor(entra))
  await context.sendActivity(MessageFactory.attachment(card))
}

/** The same of an Action.Execute, which Teams then sends again with a token. */
export function loginRequest({ entra }: TeamsDependencies): ExecuteResponse {
  if (!entra) throw new Error('nobody signs in here')
  return {
    statusCode: 401,
    type: 'application/vnd.microsoft.activity.loginRequest',
    value: {
      text: words,
      connectionName: '',
      tokenExchangeResource: tokenFor(entra),
      buttons: [{ title: 'Sign in', text: 'Sign in', type: 'signin', value: linkTo(entra) }],
    },
  }
}

/** The same of a message extension. */
export function silentAuth({ entra }: TeamsDependencies): object {
  if (!entra) throw new Error('nobody signs in here')
  const action = { type: 'openUrl', value: linkTo(entra), title: 'Sign in' }
  return { composeExtension: { type: 'silentAuth', suggestedActions: { actions: [action] } } }
}

/** To a token that brings nobody in, above all for want of consent: Teams then shows the button. */
export const preconditionFailed: ExecuteResponse = {
  statusCode: 412,
  type: 'application/vnd.microsoft.error.preconditionFailed',
  value: { code: '412', message: 'Sign in with the button.' },
}

const withToken = z.object({ authentication: z.object({ token: z.string().min(1).max(32_768) }) })

/** The token that an invoke brings along. */
export function tokenOf({ value }: Activity): string | undefined {
  const parsed = withToken.safeParse(value)
  return parsed.success ? parsed.data.authentication.token : undefined
}

/** Signs a person in; whether that worked. What Entra ID says of a failure may name people: only its code is logged. */
export async function trySignIn(
  received: Activity,
  token: string,
  { store, entra, log, telemetry }: TeamsDependencies,
): Promise<boolean> {
  if (!entra) return false
  try {
    await signIn(store, entra, received, token)
    telemetry?.count('sign_ins', { outcome: 'done' })
    return true
  } catch (error) {
    if (error instanceof EngagementError) throw error
    log.warn('sign-in refused', { ...errorFields(error), ...codeOf(error) })
    telemetry?.count('sign_ins', { outcome: 'failed', code: codeOf(error).code ?? 'unexpected' })
    return false
  }
}

function codeOf(error: unknown): { code?: string } {
  const parsed = z.object({ errorCode: z.string().regex(/^[a-z_]{1,40}$/u) }).safeParse(error)
  return parsed.success ? { code: parsed.data.errorCode } : {}
}

function linkTo({ domain }: EntraConfig): string {
  return `https://${domain}${signInPath}`
}

function tokenFor({ appId }: EntraConfig): { id: string; uri: string } {
  return { id: randomUUID(), uri: `api://botid-${appId}` }
}
