import type { Node } from 'web-tree-sitter'
import { child, children, parseTemplate } from './syntax'
import { asText, type Value } from './functions'

/** A parameter as it is declared, with its decorators' arguments by name. */
export interface Parameter {
  name: string
  type: string
  standard?: Node
  decorators: Readonly<Record<string, Node[]>>
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
  /** Names that are imported, and the file that they are from. */
  imports: ReadonlyMap<string, string>
}

/** A text in which nothing is worked out, without its quotation marks. */
const textIn = (node: Node): string => node.text.slice(1, -1)
const nameOf = (node: Node): string => child(node, 0).text
const bodyOf = (node: Node): Node => child(node, children(node).length - 1)

const read = new Map<string, Promise<Template>>()

/** Reads a template, once. */
export function readTemplate(file: string): Promise<Template> {
  const template = read.get(file) ?? parseTemplate(file).then((root) => templateOf(file, root))
  read.set(file, template)
  return template
}

function templateOf(file: string, root: Node): Template {
  const all = children(root)
  const of = (type: string): Node[] => all.filter((node) => node.type === type)
  const byName = (type: string): Map<string, Node> => new Map(of(type).map((node) => [nameOf(node), node]))
  return {
    file,
    root,
    parameters: of('parameter_declaration').map((node) => parameterOf(node, all[all.indexOf(node) - 1])),
    variables: new Map(of('variable_declaration').map((node) => [nameOf(node), bodyOf(node)])),
    resources: of('resource_declaration').map(declarationOf),
    modules: of('module_declaration').map(declarationOf),
    outputs: new Map(of('output_declaration').map((node) => [nameOf(node), bodyOf(node)])),
    functions: byName('user_defined_function'),
    imports: new Map(of('import_functionality').flatMap(importsOf)),
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

function parameterOf(node: Node, before: Node | undefined): Parameter {
  const calls = before?.type === 'decorators' ? children(before).map((one) => child(one, 0)) : []
  const [, type, standard] = children(node)
  return {
    name: nameOf(node),
    type: type?.text ?? '',
    ...(standard && { standard }),
    decorators: Object.fromEntries(calls.map((call) => [nameOf(call), children(child(call, 1))])),
  }
}

/** What is wrong with a value for a parameter; undefined where nothing is. */
export function wrongFor({ name, type, decorators }: Parameter, value: Value): string | undefined {
  const is = Array.isArray(value) ? 'array' : typeof value
  const wanted = { int: 'number', bool: 'boolean' }[type] ?? type
  if (is !== wanted || value === null) return `${name} is no ${type}.`
  const number = (decorator: string): number | undefined =>
    decorators[decorator]?.[0] && Number(decorators[decorator][0].text)
  const size = typeof value === 'string' ? value.length : Number(value)
  const allowed = decorators.allowed?.[0] && children(decorators.allowed[0]).map(textIn)
  if (allowed && !allowed.includes(asText(value))) return `${name} is none of ${allowed.join(', ')}.`
  if (size < (number('minValue') ?? number('minLength') ?? -Infinity)) return `${name} is too small.`
  if (size > (number('maxValue') ?? number('maxLength') ?? Infinity)) return `${name} is too great.`
  return undefined
}
