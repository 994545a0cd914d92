import type { AppPackage } from './app-package'
import type { Fault } from './fault'
import type { Manifest } from './manifest-shape'
import type { ManifestValues } from './values'

/** What a check looks at. */
export interface Checked {
  manifest: Manifest
  /** The manifest as it was read, with what the shape does not know. */
  whole: Readonly<Record<string, unknown>>
  translations: readonly Translation[]
  files: AppPackage
  values: ManifestValues
  /** The version of this software. */
  version: string
  /** Whether the manifest is a university's own, and not the one that comes along. */
  isOwnManifest: boolean
}

/** A file of strings in another language, by where they belong in the manifest. */
export interface Translation {
  file: string
  strings: Readonly<Record<string, unknown>>
}

/** The words of a translation for one place; undefined where it has none. */
export function wordsFor({ strings }: Translation, key: string): string | undefined {
  const words = strings[key]
  return typeof words === 'string' && words.trim() !== '' ? words : undefined
}

/** One guideline: what of a package is not as it has it. */
export type Check = (checked: Checked) => Fault[]

/** A fault where something is not as it must be. */
export const unless = (holds: boolean, field: string, must: string): Fault[] =>
  holds ? [] : [{ field, must }]
