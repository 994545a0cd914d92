import { existsSync, linkSync, readdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { codeOf, logEndings } from './whole-file'

/** The logs first: what is kept under the other name is whole before anything goes. */
const endings = [...logEndings, ''] as const

/**
 * Keeps a store that is to be replaced, with the logs beside it, under another name. Without links its file goes; else it
 * stays until something is put in its place. Gives the other name, where there was anything.
 */
export function setAside(file: string, now: Date): string | undefined {
  const there = endings.filter((ending) => existsSync(`${file}${ending}`))
  if (there.length === 0) return undefined
  const aside = freeName(`${file}.before-${now.toISOString().replaceAll(/[-:]|\.\d+/gu, '')}`)
  for (const ending of there) linkOrMove(`${file}${ending}`, `${aside}${ending}`)
  for (const ending of logEndings) rmSync(`${file}${ending}`, { force: true })
  return aside
}

/** The stores that earlier restores kept beside a store, and what one left that was cut off. */
export function keptBeside(file: string): string[] {
  const folder = path.dirname(path.resolve(file))
  const [name, logs] = [path.basename(file), new RegExp(`(${logEndings.join('|')})$`, 'u')]
  if (!existsSync(folder)) return []
  const kept = readdirSync(folder)
    .filter((each) => each.startsWith(`${name}.before-`) || each.startsWith(`${name}.restoring-`))
    .map((each) => path.join(path.dirname(file), each.replace(logs, '')))
  return [...new Set(kept)].sort()
}

function linkOrMove(from: string, to: string): void {
  try {
    linkSync(from, to)
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST') throw cause
    // Some file systems know no links.
    renameSync(from, to)
  }
}

function freeName(wanted: string): string {
  const isFree = (name: string): boolean => endings.every((ending) => !existsSync(`${name}${ending}`))
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted}-${number}`
    if (isFree(name)) return name
  }
}
