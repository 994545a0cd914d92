import { readFileSync } from 'node:fs'
import type { AppManifest, AppManifestUtils } from '@microsoft/app-manifest'
import { z } from 'zod'
import { fieldAt, type Fault } from './fault'
import { schemaVersion } from './schema-address'

type Schema = NonNullable<Parameters<typeof AppManifestUtils.validateAgainstSchema>[1]>

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null
/** What these are is told by the validation that they go into. */
const anyManifest = z.custom<AppManifest>(isObject)
const anySchema = z.custom<Schema>(isObject)

/** What Microsoft's schema of manifests finds. */
export const manifestSchemaFaults = (manifest: object): Promise<Fault[]> =>
  faultsBy('MicrosoftTeams.schema.json', manifest)

/** What Microsoft's schema of translations finds in one; its fields are their keys. */
export const translationSchemaFaults = (translation: object): Promise<Fault[]> =>
  faultsBy('MicrosoftTeams.Localization.schema.json', translation)

async function faultsBy(schemaName: string, value: object): Promise<Fault[]> {
  // It takes a third of a second, which other commands need not wait.
  const { AppManifestUtils } = await import('@microsoft/app-manifest')
  const found = await AppManifestUtils.validateAgainstSchema(anyManifest.parse(value), readSchema(schemaName))
  return found.map(asFault)
}

/** Our own copy: the validator would look for the schema on the net if its package were without it. */
function readSchema(name: string): Schema {
  const file = require.resolve(`@microsoft/app-manifest/build/json-schemas/teams/v${schemaVersion}/${name}`)
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/u, '')
  // Two patterns of the translations' schema hold a bracket that must be escaped in a Unicode pattern.
  return anySchema.parse(JSON.parse(text.replaceAll(String.raw`\\b]`, String.raw`\\b\\]`)))
}

const details = z
  .object({
    additionalProperty: z.string(),
    missingProperty: z.string(),
    allowedValues: z.array(z.unknown()),
  })
  .partial()

/** The validator's words, such as `/bots/0/scopes must NOT have more than 4 items. Details: {"limit":4}`. */
function asFault(words: string): Fault {
  const [, pointer = '', message = words, json = '{}'] = /^(\S*) (.*)\. Details: (.*)$/su.exec(words) ?? []
  const path = pointer.split('/').slice(1).map(stepOf)
  const { additionalProperty, missingProperty, allowedValues } = details.parse(JSON.parse(json))
  if (additionalProperty !== undefined)
    return { field: fieldAt([...path, additionalProperty]), must: 'not be there' }
  if (missingProperty !== undefined) return { field: fieldAt([...path, missingProperty]), must: 'be there' }
  const must = message.replace(/^must /u, '').replace(/^NOT /u, 'not ')
  return {
    field: fieldAt(path),
    must: allowedValues === undefined ? must : `be one of ${allowedValues.map(String).join(', ')}`,
  }
}

const stepOf = (step: string): string | number => (/^\d+$/u.test(step) ? Number(step) : step)
