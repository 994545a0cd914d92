import type { ZodIssue } from 'zod'
import { manifestFile, parseJson, type AppPackage } from './app-package'
import type { Check, Checked, Translation } from './checked'
import { fieldAt, type Fault } from './fault'
import { manifestShape } from './manifest-shape'
import { accentColorCarriesWhite } from './rules/accent-color'
import * as addresses from './rules/addresses'
import * as commands from './rules/commands'
import * as descriptions from './rules/descriptions'
import * as icons from './rules/icons'
import * as identifiers from './rules/identifiers'
import * as leastRights from './rules/least-rights'
import * as names from './rules/names'
import { nothingIsLeftOpen } from './rules/placeholders'
import * as translations from './rules/translations'
import * as validDomains from './rules/valid-domains'
import * as version from './rules/version'

const checks: readonly Check[] = [
  ...Object.values(version),
  ...Object.values(identifiers),
  ...Object.values(names),
  ...Object.values(descriptions),
  ...Object.values(addresses),
  ...Object.values(validDomains),
  ...Object.values(leastRights),
  ...Object.values(commands),
  ...Object.values(icons).flat(),
  accentColorCarriesWhite,
  nothingIsLeftOpen,
  ...Object.values(translations),
]

/** Whose package it is to be, and of which version. */
export type Expected = Pick<Checked, 'values' | 'version' | 'isOwnManifest'>

/** What of a package is not as the guidelines have it. */
export function guidelineFaults(files: AppPackage, expected: Expected): Fault[] {
  const whole = manifestOf(files)
  const manifest = manifestShape.safeParse(whole)
  if (!manifest.success) return manifest.error.issues.map(unlikeItsShape)
  const checked = { manifest: manifest.data, whole, translations: translationsOf(files), files, ...expected }
  return withoutRepeats(checks.flatMap((check) => check(checked)))
}

const unlikeItsShape = ({ path, message }: ZodIssue): Fault => ({
  field: fieldAt(path),
  must: message === 'Required' ? 'be there' : message,
})

/** The manifest of a package as JSON. */
export const manifestOf = (files: AppPackage): Record<string, unknown> =>
  parseJson(files.get(manifestFile) ?? Buffer.from(''), manifestFile)

/** Every file of strings; what in one is no text is left for its schema to name. */
export function translationsOf(files: AppPackage): Translation[] {
  return [...files]
    .filter(([file]) => file.endsWith('.json') && file !== manifestFile)
    .map(([file, bytes]) => ({ file, strings: parseJson(bytes, file) }))
}

/** Of several faults of one field the first. */
export function withoutRepeats(faults: readonly Fault[]): Fault[] {
  return faults.filter(({ field }, index) => faults.findIndex((each) => each.field === field) === index)
}
