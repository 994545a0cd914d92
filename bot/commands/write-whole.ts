import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { EngagementError, reasonOf } from '../../data/domain/errors'

/**
 * Writes a file that takes the place of one of its name only when it is whole. Where that fails nothing is left of it,
 * and the old one is as it was.
 *
 * @throws EngagementError `file-unwritable`
 */
export function writeWhole(file: string, content: string | Uint8Array): void {
  const part = `${file}.part`
  try {
    writeFileSync(part, content)
    renameSync(part, file)
  } catch (cause) {
    rmSync(part, { force: true })
    const reason = existsSync(path.dirname(file)) ? reasonOf(cause) : 'make its folder first'
    throw new EngagementError('file-unwritable', `${file} cannot be written: ${reason}.`, { cause })
  }
}
