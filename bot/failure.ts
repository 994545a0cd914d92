import type { ErrorCode } from '../data/domain/errors'

const sentences: Partial<Record<ErrorCode, string>> = {
  'store-unavailable': 'I cannot reach the engagement data just now. Please try again in a minute.',
  'store-outdated': 'I am being updated. Please try again in a few minutes.',
  'trail-broken':
    'I cannot record looks at students just now, so I show nobody. Please tell your IT service that the access trail needs them.',
}

/** What staff read when something broke, and what they can do. */
export function failureSentence(code: ErrorCode): string {
  return (
    sentences[code] ??
    'Something went wrong on my side, and nothing was changed. Please try again; if it happens twice, tell your IT service.'
  )
}
