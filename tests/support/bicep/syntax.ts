import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Language, Parser, type Node } from 'web-tree-sitter'
import { repository } from '../command'

/** Where the templates are. */
export const templates = path.join(repository, 'deploy')

/** Every template, by its path from there. */
export function templateFiles(): string[] {
  return readdirSync(templates, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.bicep'))
    .map((file) => file.replaceAll(path.sep, '/'))
    .sort()
}

let parser: Promise<Parser> | undefined

async function loadParser(): Promise<Parser> {
  await Parser.init()
  const grammar = require.resolve('tree-sitter-bicep/tree-sitter-bicep.wasm')
  return new Parser().setLanguage(await Language.load(readFileSync(grammar)))
}

/**
 * The syntax tree of a template. The grammar does not know `extension`, of which there is one line: it is blanked out, so
 * nothing here checks it.
 */
export async function parseBicep(text: string): Promise<Node> {
  parser ??= loadParser()
  const known = text.replace(/^extension \w+$/mu, (line) => ' '.repeat(line.length))
  const tree = (await parser).parse(known)
  if (!tree) throw new Error('The parser gave no tree.')
  return tree.rootNode
}

export function parseTemplate(file: string): Promise<Node> {
  return parseBicep(readFileSync(path.join(templates, file), 'utf8'))
}

/** Every node under one, and itself. */
export function nodesOf(node: Node): Node[] {
  return [node, ...children(node, () => true).flatMap(nodesOf)]
}

/** Where a text is no Bicep: line and what stands there. */
export function faultsIn(root: Node): string[] {
  return nodesOf(root)
    .filter((node) => node.isError || node.isMissing)
    .map(({ startPosition, text }) => `line ${startPosition.row + 1}: ${text.slice(0, 60)}`)
}

/** The nodes right under one that are wanted; comments are none. */
export function children(node: Node, wanted: (child: Node) => boolean = ({ isNamed }) => isNamed): Node[] {
  return node.children.filter((child) => child.type !== 'comment' && wanted(child))
}

/** The only named child at that place. @throws where there is none */
export function child(node: Node, at: number): Node {
  const found = children(node)[at]
  if (!found) throw new Error(`There is nothing in ${node.text.slice(0, 60)}`)
  return found
}
