import { existsSync } from 'node:fs'
import path from 'node:path'

/** The folder of this package, from the sources as from the build: files that are not code are read there. */
export function packageRoot(): string {
  let folder = __dirname
  while (!existsSync(path.join(folder, 'package.json'))) folder = path.dirname(folder)
  return folder
}
