import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { repository } from './support/command'

/** The rules of the house that no tool keeps; imports are kept by dependency-cruiser. */
const rooms = ['bot', 'cards', 'data']
const sources = rooms.flatMap((room) =>
  readdirSync(path.join(repository, room), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => ({
      file: path.posix.join(room, file),
      text: readFileSync(path.join(repository, room, file), 'utf8'),
    })),
)

const holding = (pattern: RegExp): string[] =>
  sources
    .filter(({ text }) => pattern.test(text))
    .map(({ file }) => file)
    .sort()

test('the root holds the rooms that were asked for, and nothing else', () => {
  const allowed =
    /^(\..*|bot|cards|data|manifest|deploy|tests|package(-lock)?\.json|tsconfig\.json|README\.md|LICENSE)$/u
  const generated = /^(node_modules|dist|coverage|var|bench-results)$/u
  const entries = readdirSync(repository).filter((entry) => !generated.test(entry))
  expect(entries.filter((entry) => !allowed.test(entry))).toEqual([])
})

test('the environment is read in one place', () => {
  expect(holding(/process\.env/u)).toEqual(['bot/config.ts'])
})

test('variables are read by schemas whose names the doctor knows, but for those that are Node’s own', () => {
  const known = holding(/\bvariables\(/u)
  expect(holding(/\breadEnvironment\(/u).filter((file) => !known.includes(file))).toEqual([
    'bot/doctor/node-network.ts',
  ])
})

test('only grantScope makes a scope', () => {
  expect(holding(/as Scope\b/u)).toEqual(['data/domain/grant-scope.ts'])
})

test('only grant-reads makes the grants of other reads', () => {
  expect(holding(/as (Operator|Operations|DataProtection)Grant\b/u)).toEqual(['data/domain/grant-reads.ts'])
})

test('exports are named', () => {
  expect(holding(/^export default/mu)).toEqual([])
})

test('files are named in kebab-case', () => {
  const odd = sources.filter(
    ({ file }) => !/^[a-z0-9-]+$/u.test(path.basename(file, '.ts').replace(/\.d$/u, '')),
  )
  expect(odd.map(({ file }) => file)).toEqual([])
})

test('most files hold one idea: under 150 lines', () => {
  const long = sources.filter(({ text }) => text.split('\n').length > 160)
  expect(long.length).toBeLessThanOrEqual(sources.length * 0.1)
})
