import { readFileSync } from 'node:fs'
import path from 'node:path'
import { repository } from '../command'

/** What .dockerignore lets into the context, by its lines: all is ignored but what they name. */
export function letIn(): string[] {
  const lines = readFileSync(path.join(repository, '.dockerignore'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
  if (lines[0] !== '*' || !lines.slice(1).every((line) => /^![\w./-]+$/u.test(line)))
    throw new Error('.dockerignore must ignore everything, then let plain paths in.')
  return lines.slice(1).map((line) => line.slice(1))
}

/** Whether a path of the repository is in the context, whole. */
export function isInContext(file: string): boolean {
  return letIn().some((allowed) => file === allowed || file.startsWith(`${allowed}/`))
}
