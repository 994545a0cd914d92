import { GlobalSettings, Template } from 'adaptivecards-templating'
import type { Card } from './card'

/** Reading a template's expressions is the slow part, so each template is read once. */
const prepared = new WeakMap<object, Template>()

/**
 * Fills a card's template from its view. A field that the template names and the view lacks is a
 * mistake of ours: it throws with the field's path, and with nothing that the view holds.
 */
export function bindCard(template: object, view: object): Card {
  const unbound = new Set<string>()
  const card = notingUnbound(unbound, () => templateOf(template).expand({ $root: view }))
  if (unbound.size > 0) throw new Error(`the card's template has unbound fields: ${[...unbound].join(', ')}`)
  if (!isCard(card)) throw new Error('the template is not of an Adaptive Card 1.5')
  return card
}

function templateOf(json: object): Template {
  const template = prepared.get(json) ?? new Template(json)
  prepared.set(json, template)
  return template
}

/** The library asks one global hook for what it cannot find, and swallows what the hook throws. */
function notingUnbound(paths: Set<string>, expand: () => unknown): unknown {
  const before = GlobalSettings.getUndefinedFieldValueSubstitutionString
  GlobalSettings.getUndefinedFieldValueSubstitutionString = (path) => {
    paths.add(path)
    return undefined
  }
  try {
    return expand()
  } finally {
    if (before === undefined) delete GlobalSettings.getUndefinedFieldValueSubstitutionString
    else GlobalSettings.getUndefinedFieldValueSubstitutionString = before
  }
}

function isCard(value: unknown): value is Card {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    value.type === 'AdaptiveCard' &&
    'version' in value &&
    value.version === '1.5' &&
    'body' in value &&
    Array.isArray(value.body)
  )
}
