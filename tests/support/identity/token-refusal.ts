import type { Answer } from '../stand-in'

/** Why Entra gives no token, in its own terms. */
export interface Refusal {
  status: number
  error: string
  code: number
  suberror?: string
  description: string
}

/** Why a person cannot be signed in. */
export const refusals = {
  consentRequired: {
    status: 400,
    error: 'invalid_grant',
    code: 65001,
    suberror: 'consent_required',
    description: 'The user or administrator has not consented to use the application.',
  },
  secondFactorRequired: {
    status: 400,
    error: 'interaction_required',
    code: 50076,
    suberror: 'basic_action',
    description: 'You must use multi-factor authentication to access the resource.',
  },
  accountDisabled: {
    status: 400,
    error: 'invalid_grant',
    code: 50057,
    description: 'The user account is disabled.',
  },
} as const satisfies Record<string, Refusal>

export const wrongClient: Refusal = {
  status: 401,
  error: 'invalid_client',
  code: 7000215,
  description: 'Invalid client secret provided.',
}

export const unknownApp: Refusal = {
  status: 400,
  error: 'unauthorized_client',
  code: 700016,
  description: 'Application with that identifier was not found in the directory.',
}

export const expiredSecret: Refusal = {
  status: 401,
  error: 'invalid_client',
  code: 7000222,
  description: 'The provided client secret keys are expired.',
}

export const foreignIdentity: Refusal = {
  status: 400,
  error: 'invalid_client',
  code: 700213,
  description: 'No matching federated identity record found for presented assertion subject.',
}

export const wrongAssertion: Refusal = {
  status: 400,
  error: 'invalid_grant',
  code: 50013,
  description: 'Assertion failed signature validation, is expired or is meant for somebody else.',
}

export const wrongRequest: Refusal = {
  status: 400,
  error: 'invalid_request',
  code: 900144,
  description: 'The request is not one of those this authority knows.',
}

export const wrongTenant: Refusal = {
  status: 400,
  error: 'invalid_tenant',
  code: 90002,
  description: 'Tenant not found.',
}

export const unavailable: Refusal = {
  status: 503,
  error: 'temporarily_unavailable',
  code: 90033,
  description: 'A transient error has occurred.',
}

/** The answer that tells a refusal. */
export function refuse({ status, error, code, suberror, description }: Refusal): Answer {
  return {
    status,
    body: {
      error,
      error_description: `AADSTS${code}: ${description}`,
      error_codes: [code],
      timestamp: '2026-01-01 00:00:00Z',
      trace_id: '00000000-0000-0000-0000-000000000001',
      correlation_id: '00000000-0000-0000-0000-000000000002',
      ...(suberror === undefined ? {} : { suberror }),
    },
  }
}
