import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parsers } from 'prettier/plugins/markdown'
import { z } from 'zod'
import { repository } from './command'

/** A part of a Markdown document, as prettier's own parser reads it. */
export interface Part {
  type: string
  line: number
  /** The text of code, words and HTML. */
  value: string
  /** Where a link or a picture leads. */
  url: string
  alt: string
  parts: Part[]
}

const node: z.ZodType<Part, z.ZodTypeDef, unknown> = z
  .object({
    type: z.string(),
    value: z.string().nullish(),
    url: z.string().nullish(),
    alt: z.string().nullish(),
    position: z.object({ start: z.object({ line: z.number() }) }),
    children: z.array(z.lazy(() => node)).optional(),
  })
  .transform(({ type, value, url, alt, position, children }) => ({
    type,
    line: position.start.line,
    value: value ?? '',
    url: url ?? '',
    alt: alt ?? '',
    parts: children ?? [],
  }))

export interface MarkdownFile {
  /** Within the repository, with slashes. */
  file: string
  text: string
  /** Every part, at whatever depth, in order. */
  parts: Part[]
}

/** Folders that git does not keep, or whose text is not ours. */
const foreign = new Set(['node_modules', 'dist', 'coverage', 'var', 'bench-results', '.git'])

/** Every Markdown file of the repository. */
export async function readMarkdownFiles(): Promise<MarkdownFile[]> {
  return Promise.all(
    filesUnder('').map(async (file) => {
      const text = readFileSync(path.join(repository, file), 'utf8')
      // Of its options the parser reads none.
      const root: unknown = await parsers.markdown.parse(text, { originalText: text } as never)
      return { file, text, parts: flat(node.parse(root)) }
    }),
  )
}

function filesUnder(folder: string): string[] {
  return readdirSync(path.join(repository, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(folder, entry.name)
    if (entry.isDirectory()) return foreign.has(entry.name) ? [] : filesUnder(file)
    return file.endsWith('.md') ? [file] : []
  })
}

const flat = (part: Part): Part[] => [part, ...part.parts.flatMap(flat)]

/** All words of a part, as they are read. */
export const wordsOfPart = (part: Part): string => `${part.value}${part.parts.map(wordsOfPart).join('')}`

/** The anchors that GitHub gives the headings of a document, in order. */
export function anchorsOf(parts: readonly Part[]): string[] {
  const seen = new Map<string, number>()
  return parts
    .filter(({ type }) => type === 'heading')
    .map((heading) => {
      const slug = wordsOfPart(heading)
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
        .replaceAll(' ', '-')
      const before = seen.get(slug) ?? 0
      seen.set(slug, before + 1)
      return before === 0 ? slug : `${slug}-${before}`
    })
}

/** The tables of a document, each row as its cells. */
export function tablesOf(parts: readonly Part[]): Part[][][] {
  return parts.filter(({ type }) => type === 'table').map((table) => table.parts.map((row) => row.parts))
}

/** The texts in code style within a part. */
export const codesIn = (part: Part): Part[] => flat(part).filter(({ type }) => type === 'inlineCode')
