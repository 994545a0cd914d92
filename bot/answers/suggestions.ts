import type { Suggestion } from '../../cards/verbs'
import type { Access } from '../access/access'

/** Three questions worth asking next, for a person's roles. Every one of them can be answered. */
export function suggestionsFor({ grants }: Access): Suggestion[] {
  const roles = new Set(grants.map(({ role }) => role))
  if (roles.has('personal-tutor')) {
    return [
      { text: 'show low-engagement tutees' },
      { text: 'show falling tutees' },
      { text: 'show my tutees by name' },
    ]
  }
  if (grants.some(({ populations }) => populations.length > 0)) {
    return [{ text: 'show low-engagement students' }, { text: 'my access' }, { text: 'data status' }]
  }
  if (roles.has('data-protection'))
    return [{ text: 'list alerts' }, { text: 'my access' }, { text: 'privacy' }]
  return [{ text: 'data status' }, { text: 'help' }, { text: 'privacy' }]
}
