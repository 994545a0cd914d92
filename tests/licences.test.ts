import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { repository } from './support/command'

const read = (file: string): string => readFileSync(path.join(repository, file), 'utf8')

const lock = z.object({
  packages: z.record(
    z.object({ license: z.unknown(), dev: z.boolean().optional(), optional: z.boolean().optional() }),
  ),
})

/** They let anybody use and pass on the product, and ask for no more than their notice. */
const allowed = new Set([
  'MIT',
  'Apache-2.0',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'Unlicense',
])

/** What says its licence in its files alone: where, and the sentence of the MIT licence there. */
const inTheirFiles: Record<string, { file: string; says: RegExp }> = {
  cldrjs: { file: 'LICENSE-MIT', says: /Permission is hereby granted, free of charge/u },
  'escape-regexp-component': { file: 'Readme.md', says: /## License\s+MIT\s*$/u },
  jspath: { file: 'LICENSE', says: /Permission is hereby granted, free of charge/u },
}

/** What an installation for production gets, by the lock: also what is for other machines than this. */
const production = Object.entries(lock.parse(JSON.parse(read('package-lock.json'))).packages)
  .filter(([folder, { dev }]) => folder !== '' && dev !== true)
  .map(([folder, { license, optional = false }]) => ({ folder, license, optional }))

/** Of `(A OR B)` one is enough, of `A AND B` both are needed. */
function isAllowed(licence: unknown): boolean {
  if (typeof licence !== 'string') return false
  return licence
    .replaceAll(/[()]/gu, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((each) => allowed.has(each)))
}

const nameOf = (folder: string): string => folder.split('node_modules/').at(-1) ?? ''

test('every package that production needs has a licence that lets anybody use and pass it on', () => {
  const others = production.filter(({ license }) => !isAllowed(license))
  expect(production.length).toBeGreaterThan(100)
  expect(others.map(({ folder }) => nameOf(folder)).sort()).toEqual(Object.keys(inTheirFiles).sort())
})

test.each(Object.entries(inTheirFiles))('%s says it in its files', (name, { file, says }) => {
  expect(read(path.join('node_modules', name, file))).toMatch(says)
})

test('what is installed has the licence that the lock names', () => {
  const installed = z.object({ license: z.unknown() })
  const different = production
    .filter(({ folder, optional }) => !optional || existsSync(path.join(repository, folder)))
    .filter(({ folder, license }) => {
      const said = installed.parse(JSON.parse(read(path.join(folder, 'package.json')))).license
      return JSON.stringify(said) !== JSON.stringify(license)
    })
  expect(different).toEqual([])
})

test('the product itself is under the MIT licence, wherever it says so', () => {
  expect(read('LICENSE')).toMatch(/^MIT License\n\nCopyright \(c\) \d{4} /u)
  expect(JSON.parse(read('package.json'))).toMatchObject({ license: 'MIT' })
  expect(read('README.md')).toMatch(/^## Licence\n\nMIT\./mu)
  expect(readdirSync(repository)).toContain('LICENSE')
})
