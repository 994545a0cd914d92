import { EngagementError, type ErrorCode } from '../../data/domain/errors'

interface Fault {
  name: string
  /** Empty where there is none. */
  code: string
  status: number | undefined
}

interface Told {
  when: (fault: Fault) => boolean
  code?: ErrorCode
  words: (what: string, fault: Fault) => string
}

/** What an operator reads: the first that fits. */
const told: readonly Told[] = [
  {
    when: ({ name }) => /Authentication|Credential/u.test(name),
    code: 'configuration',
    words: () =>
      "Entra ID gave no token for the container: check MANAGED_IDENTITY_CLIENT_ID and that this machine has that identity; outside of Azure, run 'az login' or set AZURE_TENANT_ID, AZURE_CLIENT_ID and its secret.",
  },
  {
    when: ({ code }) => code === 'AuthorizationPermissionMismatch',
    words: (what) =>
      `${what} may not be read: give the identity that runs this the role Storage Blob Data Reader on it.`,
  },
  {
    when: ({ status }) => status === 401 || status === 403,
    words: (what, fault) =>
      `${what} may not be read (${known(fault)}): give the identity that runs this the role Storage Blob Data Reader, and see whether the storage account's network rules let this machine in.`,
  },
  {
    when: ({ code }) => code === 'ContainerNotFound',
    words: () => 'There is no such container: check --from.',
  },
  {
    when: ({ status }) => status === 404,
    words: (what) => `${what} is gone since it was listed. Nothing was loaded.`,
  },
  {
    when: ({ status }) => status === 412,
    words: (what) => `${what} was replaced while it was read: the next run takes it. Nothing was loaded.`,
  },
  {
    when: ({ code }) => code === 'BlobArchived',
    words: (what) => `${what} is archived: bring it back to a tier that can be read. Nothing was loaded.`,
  },
  {
    when: ({ code }) => code === 'ENOSPC',
    words: (what) =>
      `${what} does not fit on the disk for temporary files: give it more room, or TMPDIR another place.`,
  },
  {
    when: ({ code }) => /CERT|SIGNATURE/u.test(code),
    words: (_what, { code }) =>
      `The storage account's certificate cannot be trusted (${code}): name its authority's file in NODE_EXTRA_CA_CERTS.`,
  },
  {
    when: ({ name, code }) => name === 'RestError' || name === 'AbortError' || /^E[A-Z_]+$/u.test(code),
    words: (what, fault) =>
      `${what} cannot be had from the storage account (${known(fault)}): see that it can be reached, then repeat.`,
  },
]

/** What is known of a fault, in a word or two. */
function known({ name, code, status }: Fault): string {
  if (code !== '') return code
  if (status !== undefined) return `HTTP ${status}`
  return name === 'AbortError' ? 'it took too long' : 'no answer'
}

/** The fault of a read of a container or a blob as an operator may read it; the library's own words may hold anything. */
export function blobFault(what: string, error: unknown): Error {
  if (!(error instanceof Error)) return new Error('Something that is no error was thrown.', { cause: error })
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : undefined
  const fault = { name: error.name, code, status }
  const fitting = told.find(({ when }) => when(fault))
  if (!fitting) return error
  return new EngagementError(fitting.code ?? 'feed-unreadable', fitting.words(what, fault), { cause: error })
}
