import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Command } from 'commander'
import { z } from 'zod'
import { packageRoot } from '../../data/store/package-root'
import { assemble } from '../manifest/app-package'
import { checkPackage } from '../manifest/check-package'
import { faultInWords, type Fault } from '../manifest/fault'
import { manifestOf } from '../manifest/guidelines'
import { readManifestValues, type ManifestValues } from '../manifest/values'
import { zip } from '../manifest/zip'
import { printJson, printLine, printNote } from './context'
import { writeWhole } from './write-whole'

interface ManifestOptions {
  from?: string
  out?: string
  json?: true
}

export function manifestCommand(): Command {
  return new Command('manifest')
    .description('checks the Teams app package by the schema and the store’s guidelines, and zips it')
    .option('--out <zip>', 'writes the package; without it, it is only checked')
    .option('--from <folder>', 'a folder with a manifest of your own, in place of the one that comes along')
    .option('--json', 'prints one JSON document')
    .action(packageApp)
}

/** What became of a package. */
interface Packaged {
  valid: boolean
  faults: readonly Fault[]
  /** That of the manifest. */
  version: string
  ids: ManifestValues
  files: readonly string[]
  /** Where it was written. */
  out?: string
}

async function packageApp({ from, out, json }: ManifestOptions): Promise<void> {
  const [values, software, ours] = [readManifestValues(), readVersion(), path.join(packageRoot(), 'manifest')]
  const files = assemble(from ?? ours, values)
  const isOwnManifest = from !== undefined && path.resolve(from) !== ours
  const faults = await checkPackage(files, { values, version: software, isOwnManifest })
  const { version } = named.parse(manifestOf(files))
  const valid = faults.length === 0
  if (valid && out !== undefined) writeWhole(out, zip(files))
  const written = valid && out !== undefined ? { out } : {}
  const packaged = { valid, faults, version, ids: values, files: [...files.keys()], ...written }
  if (json) printJson(packaged)
  else print(packaged)
  if (!valid) process.exitCode = 1
}

/** What a manifest calls its version, whatever else is wrong with it. */
const named = z.object({ version: z.string().catch('') })

/** Of this software, and so of the package that comes along. */
function readVersion(): string {
  const text = readFileSync(path.join(packageRoot(), 'package.json'), 'utf8')
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version
}

function print({ faults, version, ids, files, out }: Packaged): void {
  for (const fault of faults) printNote(`engagement: ${faultInWords(fault)}`)
  if (faults.length > 0) return
  printLine(`The app package is valid: version ${version} for ${ids.BOT_DOMAIN}, app ID ${ids.TEAMS_APP_ID}.`)
  if (out !== undefined) printLine(`Written to ${out}: ${files.join(', ')}.`)
}
