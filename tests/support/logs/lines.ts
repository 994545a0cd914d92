import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** One line that the product wrote, and where it is found. */
export interface Line {
  text: string
  place: string
}

/** What was kept of a run. */
export interface Kept {
  /** Lines of the log, and those in which a command says what failed. */
  lines: Line[]
  /** What people typed. */
  typed: Set<string>
  /** How many bots were started. */
  starts: number
}

/** Reads what all processes of a run have kept. */
export function readKept(folder: string): Kept {
  const kept: Kept = { lines: [], typed: new Set(), starts: 0 }
  const files = existsSync(folder) ? readdirSync(folder).sort() : []
  for (const file of files) {
    let of = ''
    readFileSync(path.join(folder, file), 'utf8')
      .split('\n')
      .forEach((text, index) => {
        if (text.startsWith('# ')) of = text.slice(2).trim()
        else if (text === '#started') kept.starts += 1
        else if (text.startsWith('#typed ')) kept.typed.add(String(JSON.parse(text.slice(7))))
        else if (text !== '') kept.lines.push({ text, place: `${file}:${index + 1} (${of})` })
      })
  }
  return kept
}
