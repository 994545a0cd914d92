import { blobFault } from '../../../bot/nightly/blob-fault'
import { EngagementError } from '../../../data/domain/errors'

const fault = (name: string, given: { code?: string | undefined; statusCode?: number | undefined }): Error =>
  Object.assign(new Error('hidden'), { name, ...given })

test.each([
  ['CredentialUnavailableError', {}, 'configuration', /gave no token/u],
  ['AggregateAuthenticationError', {}, 'configuration', /gave no token/u],
  [
    'RestError',
    { statusCode: 403, code: 'AuthorizationPermissionMismatch' },
    'feed-unreadable',
    /Data Reader on it/u,
  ],
  ['RestError', { statusCode: 403, code: 'AuthorizationFailure' }, 'feed-unreadable', /network rules/u],
  ['RestError', { statusCode: 404, code: 'ContainerNotFound' }, 'feed-unreadable', /no such container/u],
  ['RestError', { statusCode: 404, code: 'BlobNotFound' }, 'feed-unreadable', /x\.csv is gone/u],
  ['RestError', { statusCode: 409, code: 'BlobArchived' }, 'feed-unreadable', /is archived/u],
  ['RestError', { statusCode: 412, code: 'ConditionNotMet' }, 'feed-unreadable', /was replaced/u],
  ['RestError', { code: 'SELF_SIGNED_CERT_IN_CHAIN' }, 'feed-unreadable', /NODE_EXTRA_CA_CERTS/u],
  ['RestError', { code: 'ENOTFOUND' }, 'feed-unreadable', /\(ENOTFOUND\): see that it can be reached/u],
  ['RestError', { statusCode: 503, code: 'ServerBusy' }, 'feed-unreadable', /\(ServerBusy\)/u],
  ['AbortError', {}, 'feed-unreadable', /\(it took too long\)/u],
  ['RestError', { statusCode: 503, code: undefined }, 'feed-unreadable', /\(HTTP 503\)/u],
  ['RestError', { statusCode: 403, code: undefined }, 'feed-unreadable', /may not be read \(HTTP 403\)/u],
  ['RestError', { statusCode: undefined, code: undefined }, 'feed-unreadable', /\(no answer\)/u],
  ['Error', { code: 'ENOSPC' }, 'feed-unreadable', /does not fit on the disk/u],
  ['Error', { code: 'ECONNRESET' }, 'feed-unreadable', /\(ECONNRESET\)/u],
])('%s %j is told as what to do, never in the library’s words', (name, given, code, words) => {
  const told = blobFault('x.csv', fault(name, given))
  expect(told).toBeInstanceOf(EngagementError)
  expect(told).toMatchObject({ code, message: expect.stringMatching(words) as string })
  expect(told.message).not.toContain('hidden')
})

test('what nobody expects stays what it is', () => {
  const error = new TypeError('hidden')
  expect(blobFault('x.csv', error)).toBe(error)
})
