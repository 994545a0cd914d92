import { copyFileSync, linkSync, mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'

/**
 * Puts the files of a folder under another, as hard links where the file system can: it takes no room and a second, where
 * to copy what is installed takes half a minute.
 */
export function linkTree(from: string, to: string, { skip }: { skip?: string } = {}): void {
  mkdirSync(to, { recursive: true })
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)]
    if (entry.name === skip) continue
    if (entry.isDirectory()) linkTree(source, target, skip === undefined ? {} : { skip })
    else if (entry.isFile()) linkFile(source, target)
  }
}

function linkFile(source: string, target: string): void {
  try {
    linkSync(source, target)
  } catch {
    copyFileSync(source, target)
  }
}
