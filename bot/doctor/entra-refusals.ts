import type { Proof } from '../entra-config'

/** What a refusal of Entra ID means, and what to do about it. */
export interface Refusal {
  what: string
  mend: string
  /** It ends by itself. */
  passes?: true
}

const secret =
  'Make a new client secret under Certificates & secrets of the app registration, set MicrosoftAppPassword to its value (not its ID) and start the server anew. On Azure a managed identity needs none.'
const federated =
  "Compare the federated credential of the app registration: issuer https://login.microsoftonline.com/<tenant ID>/v2.0, subject the identity's principal ID (not its client ID), audience api://AzureADTokenExchange, all to the letter. One that was just made takes some minutes."
const sameTenant =
  'The managed identity must be a user-assigned one in the tenant of the app registration. Make it there, and the federated credential for it.'
const unknownApp =
  'Compare MicrosoftAppId with the Application (client) ID of the app registration, and MicrosoftAppTenantId with its Directory (tenant) ID; the enterprise application must be there too.'
const later = 'Try again in some minutes; see the service health in the Microsoft 365 admin centre.'

/**
 * By the number in AADSTS…, of those that the bot's own request can meet. Microsoft's list: "Microsoft Entra authentication
 * and authorization error codes"; of federated credentials, what Entra ID says with each.
 */
const refusals: ReadonlyMap<number, Refusal> = new Map<number, Refusal>([
  [7000215, { what: 'the client secret is not one of the app registration', mend: secret }],
  [7000222, { what: 'the client secret has expired', mend: secret }],
  [700016, { what: 'the tenant does not know the app', mend: unknownApp }],
  [700011, { what: 'the tenant does not know the app', mend: unknownApp }],
  [
    7000112,
    {
      what: 'the app is disabled in the tenant',
      mend: 'Enable sign-in under Properties of the enterprise application.',
    },
  ],
  [
    70001,
    {
      what: 'the app is disabled in the tenant',
      mend: 'Enable sign-in under Properties of the enterprise application.',
    },
  ],
  [
    90002,
    {
      what: 'there is no such tenant',
      mend: 'Compare MicrosoftAppTenantId with the tenant ID, and ENTRA_AUTHORITY with its cloud.',
    },
  ],
  [
    90038,
    {
      what: 'the tenant is in another cloud',
      mend: 'Set ENTRA_AUTHORITY, GRAPH_URL and the seven channel settings to those of its cloud.',
    },
  ],
  [
    500011,
    {
      what: 'the tenant does not know what the token is for',
      mend: 'Check GRAPH_URL and the seven channel settings: they are of another cloud than the tenant.',
    },
  ],
  [
    65001,
    {
      what: 'nobody has consented to what the app asks for',
      mend: "Grant the administrator's consent under Permissions of the enterprise application.",
    },
  ],
  [
    53003,
    {
      what: 'Conditional Access blocks the app',
      mend: 'Look at the policies for workload identities, and at where this machine signs in from.',
    },
  ],
  [70021, { what: 'no federated credential fits the managed identity', mend: federated }],
  [700211, { what: 'no federated credential has the issuer of the managed identity', mend: federated }],
  [700212, { what: 'no federated credential has the audience of its token', mend: federated }],
  [7002121, { what: 'no federated credential has the audience of its token', mend: federated }],
  [700213, { what: 'no federated credential has the managed identity as its subject', mend: federated }],
  [
    700024,
    { what: "the managed identity's token is not valid now", mend: 'Check the clock of this machine.' },
  ],
  [700222, { what: 'the token is not of a kind that is taken for a federated credential', mend: sameTenant }],
  [700226, { what: 'the token is not that of a managed identity', mend: sameTenant }],
  [700236, { what: 'the managed identity is in another tenant', mend: sameTenant }],
  [90033, { what: 'the directory is not available just now', mend: later, passes: true }],
  [90006, { what: 'the service is not available just now', mend: later, passes: true }],
  [90024, { what: 'it asks to be asked again later', mend: later, passes: true }],
  [90055, { what: 'the tenant asks too much just now', mend: later, passes: true }],
])

/** What a refusal means; what is not known here is for Microsoft's own page. */
export function refusalOf(code: number | undefined): Refusal {
  const known = code === undefined ? undefined : refusals.get(code)
  if (known) return known
  return {
    what: 'why is not known here',
    mend:
      code === undefined
        ? 'See the sign-in logs of service principals in the Entra admin centre.'
        : `See https://login.microsoftonline.com/error?code=${code}, and the sign-in logs of service principals in the Entra admin centre.`,
  }
}

/** With what the bot proves who it is. */
export function proofInWords({ kind }: Proof): string {
  return kind === 'secret' ? 'the client secret' : 'the managed identity'
}
