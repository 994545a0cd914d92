import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { repository } from './support/command'

const read = (file: string): string => readFileSync(path.join(repository, file), 'utf8')
const { version } = z.object({ version: z.string() }).parse(JSON.parse(read('package.json')))
const headings = [...read('.github/CHANGELOG.md').matchAll(/^## (.*)$/gmu)].map(([, heading = '']) => heading)

/** As Keep a Changelog has them: `[Unreleased]`, `[1.2.3] - 2026-11-28`, and before its day `[1.2.3] - Unreleased`. */
const form = /^\[(?:Unreleased|(?<number>\d+\.\d+\.\d+))\](?: - (?<day>\d{4}-\d{2}-\d{2}|Unreleased))?$/u

it('begins with what is unreleased or the version of package.json', () => {
  expect(['Unreleased', version]).toContain(/^\[([^\]]*)\]/u.exec(headings[0] ?? '')?.[1])
})

it('names versions and their days in the one form, the newest first', () => {
  for (const heading of headings) expect(heading).toMatch(form)
  const released = headings.map((heading) => form.exec(heading)?.groups?.number).filter(Boolean)
  const days = headings.map((heading) => form.exec(heading)?.groups?.day ?? 'Unreleased')
  expect(released).toContain(version)
  expect(days).toEqual([...days].sort().reverse())
  expect(new Set(headings).size).toBe(headings.length)
})

it('says what changed under the headings of Keep a Changelog', () => {
  const kinds = [...read('.github/CHANGELOG.md').matchAll(/^### (.*)$/gmu)].map(([, kind]) => kind)
  const known = ['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security', 'Known limits']
  expect(kinds.filter((kind) => !known.includes(kind ?? ''))).toEqual([])
  expect(kinds.length).toBeGreaterThan(0)
})
