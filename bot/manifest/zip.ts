import { zipSync, type ZipOptions } from 'fflate'
import type { AppPackage } from './app-package'

/** The same bytes from the same files, whenever and wherever: a zip's times are local, so this is too. */
const always: ZipOptions = { level: 9, mtime: new Date(1980, 0, 1) }

/** The files of a package at the top of a zip, as Teams takes it. */
export function zip(files: AppPackage): Uint8Array {
  return zipSync(Object.fromEntries([...files].map(([name, bytes]) => [name, [bytes, always]])))
}
