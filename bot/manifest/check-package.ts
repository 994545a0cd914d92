import type { AppPackage } from './app-package'
import type { Translation } from './checked'
import type { Fault } from './fault'
import { guidelineFaults, manifestOf, translationsOf, withoutRepeats, type Expected } from './guidelines'
import { manifestSchemaFaults, translationSchemaFaults } from './official-schemas'

/**
 * What of a package is not as the guidelines and Microsoft's schemas have it, field by field; a field that a guideline
 * names is not named by a schema again.
 *
 * @throws EngagementError `configuration` where a file that must be JSON is none
 */
export async function checkPackage(files: AppPackage, expected: Expected): Promise<Fault[]> {
  const bySchema = await manifestSchemaFaults(manifestOf(files))
  const inOther = await Promise.all(translationsOf(files).map(faultsOfTranslation))
  return withoutRepeats([...guidelineFaults(files, expected), ...bySchema, ...inOther.flat()])
}

async function faultsOfTranslation({ file, strings }: Translation): Promise<Fault[]> {
  const faults = await translationSchemaFaults(strings)
  return faults.map(({ field, must }) => ({ field: `${file}: ${field}`, must }))
}
