import { readFileSync } from 'node:fs'
import path from 'node:path'

/** The lines of the worked example in the indicator's documentation. */
export function workedExample(): string[] {
  const file = path.join(__dirname, '..', '..', 'data', 'scoring', 'README.md')
  const [, example = ''] =
    /## A worked example[\s\S]*?```\n([\s\S]*?)```/u.exec(readFileSync(file, 'utf8')) ?? []
  return example.trim().split('\n')
}
