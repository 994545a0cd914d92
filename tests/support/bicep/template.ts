import path from 'node:path'
import type { Node } from 'web-tree-sitter'
import { asText, type Value } from './functions'
import { child, children, parseTemplate } from './syntax'
import { decoratorsOf, typesIn, wrongInSize, wrongInType, type Decorators, type Types } from './types'

/** A parameter as it is declared, with its decorators' arguments by name. */
export interface Parameter {
  name: string
  type: Node
  /** The types that it may be made of. */
  types: Types
  standard?: Node
  decorators: Decorators
}

/** A resource or module: its symbol, the type or path after it, and what it is set to. */
export interface Declaration {
  symbol: string
  kind: string
  body: Node
  existing: boolean
}

/** What one file declares. */
export interface Template {
  file: string
  root: Node
  parameters: readonly Parameter[]
  variables: ReadonlyMap<string, Node>
  resources: readonly Declaration[]
  modules: readonly Declaration[]
  outputs: ReadonlyMap<string, Node>
  functions: ReadonlyMap<string, Node>
  /** Types of its own and those that it imports. */
  types: Types
  /** Names that are imported, and the file that they are from. */
  imports: ReadonlyMap<string, string>
}

/** A text in which nothing is worked out, without its quotation marks. */
const textIn = (node: Node): string => node.text.slice(1, -1)
const nameOf = (node: Node): string => child(node, 0).text
const bodyOf = (node: Node): Node => child(node, children(node).length - 1)

const read = new Map<string, Promise<Template>>()

/** A path in a template, seen from where all of them are. */
export const beside = (file: string, other: string): string =>
  path.posix.join(path.posix.dirname(file), other)

/** Reads a template, once. */
export function readTemplate(file: string): Promise<Template> {
  const template = read.get(file) ?? parseTemplate(file).then((root) => templateOf(file, root))
  read.set(file, template)
  return template
}

async function templateOf(file: string, root: Node): Promise<Template> {
  const all = children(root)
  const imports = new Map(all.filter(({ type }) => type === 'import_functionality').flatMap(importsOf))
  const types = new Map(typesIn(root))
  for (const [name, from] of imports) {
    const type = (await readTemplate(beside(file, from))).types.get(name)
    if (type) types.set(name, type)
  }
  const of = (type: string): Node[] => all.filter((node) => node.type === type)
  const byName = (type: string): Map<string, Node> => new Map(of(type).map((node) => [nameOf(node), node]))
  return {
    file,
    root,
    parameters: of('parameter_declaration').map((node) => parameterOf(node, types)),
    variables: new Map(of('variable_declaration').map((node) => [nameOf(node), bodyOf(node)])),
    resources: of('resource_declaration').map(declarationOf),
    modules: of('module_declaration').map(declarationOf),
    outputs: new Map(of('output_declaration').map((node) => [nameOf(node), bodyOf(node)])),
    functions: byName('user_defined_function'),
    types,
    imports,
  }
}

function importsOf(node: Node): [string, string][] {
  const from = textIn(bodyOf(node))
  return children(node)
    .slice(0, -1)
    .map(({ text }) => [text, from])
}

function declarationOf(node: Node): Declaration {
  return {
    symbol: nameOf(node),
    kind: textIn(child(node, 1)),
    body: bodyOf(node),
    existing: node.children.some((part) => part.type === 'existing'),
  }
}

function parameterOf(node: Node, types: Types): Parameter {
  const [, type, standard] = children(node)
  if (!type) throw new Error(`There is no type in ${node.text}.`)
  return {
    name: nameOf(node),
    type,
    types,
    ...(standard && { standard }),
    decorators: decoratorsOf(node),
  }
}

/** What is wrong with a value for a parameter; undefined where nothing is. */
export function wrongFor({ name, type, types, decorators }: Parameter, value: Value): string | undefined {
  const allowed = decorators.allowed?.[0] && children(decorators.allowed[0]).map(textIn)
  const wrong = wrongInType(type, value, types, name)
  if (wrong !== undefined) return wrong
  if (allowed && !allowed.includes(asText(value))) return `${name} is none of ${allowed.join(', ')}.`
  return wrongInSize(decorators, value, name)
}
