import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import '../bot/entra-config'
import '../bot/manifest/values'
import '../bot/model-config'
import '../bot/telemetry-config'
import { knownVariables } from '../bot/variables'
import { repository } from './support/command'
import { commandsIn, faultOf } from './support/documented-commands'
import {
  anchorsOf,
  codesIn,
  readMarkdownFiles,
  tablesOf,
  wordsOfPart,
  type MarkdownFile,
  type Part,
} from './support/markdown'

let documents: MarkdownFile[]
beforeAll(async () => {
  documents = await readMarkdownFiles()
})

/** What is wrong in all documents, each with its file and line. */
async function faults(find: (document: MarkdownFile) => Fault[] | Promise<Fault[]>): Promise<string[]> {
  const found = await Promise.all(
    documents.map(async (document) =>
      (await find(document)).map(({ line, what }) => `${document.file}:${line}: ${what}`),
    ),
  )
  return found.flat()
}

interface Fault {
  line: number
  what: string
}

const there = (file: string): boolean => existsSync(path.join(repository, file))

/** The addresses of a document that lead into the repository, those in HTML too. */
function ownLinks({ file, parts }: MarkdownFile): { line: number; target: string; anchor: string }[] {
  const html = parts
    .filter(({ type }) => type === 'html')
    .flatMap(({ value, line }) =>
      [...value.matchAll(/(?:href|src)="([^"]*)"/gu)].map(([, url = '']) => ({ url, line })),
    )
  const written = parts.filter(({ type }) => ['link', 'image', 'definition'].includes(type))
  return [...written, ...html]
    .filter(({ url }) => !/^[a-z][a-z+.-]*:/iu.test(url))
    .map(({ url, line }) => {
      const [to = '', anchor = ''] = url.split('#')
      return { line, anchor, target: to === '' ? file : path.posix.join(path.posix.dirname(file), to) }
    })
}

test('every link within the repository leads somewhere', async () => {
  const anchors = new Map(documents.map(({ file, parts }) => [file, anchorsOf(parts)]))
  const found = await faults((document) =>
    ownLinks(document).flatMap(({ line, target, anchor }) => {
      if (!there(target)) return [{ line, what: `${target} is not there` }]
      const isMissing = anchor !== '' && anchors.get(target)?.includes(anchor) === false
      return isMissing ? [{ line, what: `${target} has no heading #${anchor}` }] : []
    }),
  )
  expect(documents.flatMap(ownLinks).length).toBeGreaterThan(50)
  expect(found).toEqual([])
})

test('every command is one of the product’s or of package.json’s, with its options', async () => {
  const found = await faults(async ({ parts }) => {
    const checked = await Promise.all(
      commandsIn(parts).map(async (command) => ({ line: command.line, what: await faultOf(command) })),
    )
    return checked.flatMap(({ line, what }) => (what === undefined ? [] : [{ line, what }]))
  })
  expect(documents.flatMap(({ parts }) => commandsIn(parts)).length).toBeGreaterThan(40)
  expect(found).toEqual([])
})

/** The texts of the sources under some folders. */
function sources(...folders: string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(repository, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(ts|mjs)$/u.test(file))
      .map((file) => readFileSync(path.join(repository, folder, file), 'utf8')),
  )
}

/** The names in the first column of tables of variables. */
const variablesOf = ({ parts }: MarkdownFile): Part[] =>
  tablesOf(parts).flatMap(([head, ...rows]) => {
    const [first] = head ?? []
    if (!first || wordsOfPart(first) !== 'variable') return []
    return rows.flatMap(([name]) => (name ? codesIn(name) : []))
  })

test('every variable of a table is one that the product reads', async () => {
  const known = knownVariables()
  const found = await faults((document) =>
    variablesOf(document)
      .filter(({ value }) => !known.includes(value))
      .map(({ line, value }) => ({ line, what: `nothing reads ${value}` })),
  )
  expect(found).toEqual([])
})

test('every variable that the product reads is in a table', () => {
  const told = documents.flatMap(variablesOf).map(({ value }) => value)
  expect(knownVariables().length).toBeGreaterThan(30)
  expect(knownVariables().filter((name) => !told.includes(name))).toEqual([])
})

test('every other variable that is named is known somewhere', async () => {
  const all = [
    ...sources('bot', 'data', 'tests'),
    readFileSync(path.join(repository, 'package.json'), 'utf8'),
  ].join('\n')
  const found = await faults(({ parts }) => {
    const set = commandsIn(parts).flatMap(({ line, variables }) =>
      variables.map((value) => ({ line, value })),
    )
    const named = parts
      .filter(({ type }) => type === 'inlineCode')
      .flatMap(({ line, value }) =>
        [...value.matchAll(/\b(?:ENGAGEMENT|BENCH)_\w+/gu)].map(([name]) => ({ line, value: name })),
      )
    return [...set, ...named]
      .filter(({ value }) => !all.includes(value))
      .map(({ line, value }) => ({ line, what: `nothing knows ${value}` }))
  })
  expect(found).toEqual([])
})

/** A picture, by Markdown or by HTML. */
function picturesOf({ parts }: MarkdownFile): { line: number; url: string; alt: string }[] {
  const html = parts
    .filter(({ type }) => type === 'html')
    .flatMap(({ value, line }) =>
      [...value.matchAll(/<img\b[^>]*>/gu)].map(([tag]) => ({
        line,
        url: /src="([^"]*)"/u.exec(tag)?.[1] ?? '',
        alt: /alt="([^"]*)"/u.exec(tag)?.[1] ?? '',
      })),
    )
  return [...parts.filter(({ type }) => type === 'image'), ...html]
}

const largestPicture = 120 * 1024

test('every picture says in words what it shows, and is small', async () => {
  const found = await faults((document) =>
    picturesOf(document).flatMap(({ line, url, alt }) => {
      const file = path.join(repository, path.dirname(document.file), url)
      const isLarge = existsSync(file) && statSync(file).size > largestPicture
      return [
        ...(alt.trim().length < 20 ? [{ line, what: `${url} has too few words for who cannot see it` }] : []),
        ...(isLarge ? [{ line, what: `${url} is over ${largestPicture / 1024} KB` }] : []),
      ]
    }),
  )
  expect(documents.flatMap(picturesOf).length).toBeGreaterThan(3)
  expect(found).toEqual([])
})

/** Of somebody's own machine. */
const local = /(?:^|[\s"'`(=])(?:\/(?:home|root|Users|work|mnt)\/|[A-Z]:\\|~\/)\S*/u

test('no document names a path of somebody’s own machine', async () => {
  const found = await faults(({ text }) =>
    text.split('\n').flatMap((line, index) => {
      const [what] = local.exec(line) ?? []
      return what === undefined ? [] : [{ line: index + 1, what: what.trim() }]
    }),
  )
  expect(found).toEqual([])
})

/** In words; what is made from the sources is as long as they are. */
const longest: Record<string, number> = {
  'README.md': 10_000,
  'data/store/schema.md': Infinity,
  'data/feeds/columns.md': Infinity,
  'deploy/security-and-privacy.md': 2_600,
  'deploy/runbook.md': 2_200,
  // A page, with its pictures.
  'bot/staff-guide.md': 720,
}

test('documents stay short enough to be read', async () => {
  const found = await faults(({ file, text }) => {
    const words = text.split(/\s+/u).length
    const most = longest[file] ?? 2_000
    return words > most ? [{ line: 1, what: `${words} words, of ${most} at most` }] : []
  })
  expect(found).toEqual([])
})
