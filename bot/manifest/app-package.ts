import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { EngagementError, reasonOf } from '../../data/domain/errors'
import { fill, type ManifestValues } from './values'

/** The files of an app package by their names: the manifest, and what it names beside it. */
export type AppPackage = ReadonlyMap<string, Uint8Array>

export const manifestFile = 'manifest.json'

/** As much of a manifest as tells which files belong to it, whatever else is wrong with it. */
const naming = z.object({
  icons: z.record(z.unknown()).catch({}),
  localizationInfo: z
    .object({
      defaultLanguageFile: z.unknown(),
      additionalLanguages: z.array(z.object({ file: z.unknown() }).catch({ file: undefined })).catch([]),
    })
    .catch({ defaultLanguageFile: undefined, additionalLanguages: [] }),
})

/**
 * Reads the manifest of a folder, fills its open places, and takes with it what it names; a file that is not there is
 * for the checks to find.
 *
 * @throws EngagementError `configuration` where there is no manifest, or one that is no JSON
 */
export function assemble(folder: string, values: ManifestValues): AppPackage {
  const read = (name: string): Uint8Array => {
    const bytes = readFileSync(path.join(folder, name))
    return name.endsWith('.json') ? Buffer.from(fill(bytes.toString('utf8'), values)) : bytes
  }
  const present = (name: string): boolean => existsSync(path.join(folder, name))
  if (!present(manifestFile)) throw new EngagementError('configuration', `${folder} has no ${manifestFile}.`)
  const manifest = read(manifestFile)
  const named = filesOf(parseJson(manifest, manifestFile)).filter(present)
  return new Map([[manifestFile, manifest], ...named.map((name) => [name, read(name)] as const)])
}

/** What a manifest names: files at its side alone, for elsewhere nothing belongs to the package. */
function filesOf(manifest: unknown): string[] {
  const { icons, localizationInfo } = naming.parse(manifest)
  const { defaultLanguageFile, additionalLanguages } = localizationInfo
  const named = [...Object.values(icons), defaultLanguageFile, ...additionalLanguages.map(({ file }) => file)]
  return [...new Set(named.filter((name) => typeof name === 'string'))].filter(isBesideManifest).sort()
}

/** A plain file name. */
export const isBesideManifest = (name: string): boolean => /^\w[\w.-]*$/u.test(name) && name !== manifestFile

/**
 * Reads a JSON file of the package: all of them are objects.
 *
 * @throws EngagementError `configuration` naming the file
 */
export function parseJson(bytes: Uint8Array, name: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'))
    const parsed = z.record(z.unknown()).safeParse(value)
    if (parsed.success) return parsed.data
  } catch (cause) {
    throw new EngagementError('configuration', `${name} is no JSON: ${reasonOf(cause)}.`, { cause })
  }
  throw new EngagementError('configuration', `${name} must be a JSON object.`)
}
