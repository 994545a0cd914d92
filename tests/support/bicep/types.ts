import type { Node } from 'web-tree-sitter'
import { isValues, type Value } from './functions'
import { child, children, nodesOf } from './syntax'

/** The arguments of what stands before a declaration, by its name. */
export type Decorators = Readonly<Record<string, Node[]>>

/** A type that a template declares. */
export interface DeclaredType {
  body: Node
  /** Takes no properties but those that are named. */
  isSealed: boolean
  isExported: boolean
}

export type Types = ReadonlyMap<string, DeclaredType>

/** The decorators of a declaration, which the grammar puts before it. */
export function decoratorsOf(node: Node): Decorators {
  const before = node.previousNamedSibling
  const calls = before?.type === 'decorators' ? children(before).map((one) => child(one, 0)) : []
  return Object.fromEntries(calls.map((call) => [child(call, 0).text, children(child(call, 1))]))
}

/** The types that a template declares itself. */
export function typesIn(root: Node): [string, DeclaredType][] {
  return children(root, ({ type }) => type === 'type_declaration').map((node) => {
    const decorators = decoratorsOf(node)
    const declared = {
      body: child(node, 1),
      isSealed: 'sealed' in decorators,
      isExported: 'export' in decorators,
    }
    return [child(node, 0).text, declared]
  })
}

/** What keeps a value from being of a type; undefined where nothing does. */
export function wrongInType(
  node: Node,
  value: Value,
  types: Types,
  name: string,
  isSealed = false,
): string | undefined {
  const ways: Record<string, () => string | undefined> = {
    type: () => wrongInType(child(node, 0), value, types, name),
    parenthesized_type: () => wrongInType(child(node, 0), value, types, name),
    primitive_type: () => (isPrimitive(node.text, value) ? undefined : `${name} is no ${node.text}.`),
    identifier: () => {
      const declared = types.get(node.text)
      if (!declared) throw new Error(`There is no type ${node.text}.`)
      return wrongInType(declared.body, value, types, name, declared.isSealed)
    },
    union_type: () => {
      const literals = nodesOf(node).flatMap(({ type, text }) =>
        type === 'string' ? [text.slice(1, -1)] : [],
      )
      const isOne = literals.some((literal) => literal === value)
      return isOne ? undefined : `${name} is none of ${literals.join(', ')}.`
    },
    array_type: () =>
      Array.isArray(value)
        ? first(
            (value as Value[]).map((one, at) => wrongInType(child(node, 0), one, types, `${name}[${at}]`)),
          )
        : `${name} is no array.`,
    object: () => wrongInObject(node, value, types, name, isSealed),
  }
  const way = ways[node.type]
  if (!way) throw new Error(`Not known here: ${node.type} ${node.text.slice(0, 60)}`)
  return way()
}

function wrongInObject(
  node: Node,
  value: Value,
  types: Types,
  name: string,
  isSealed: boolean,
): string | undefined {
  if (!isValues(value)) return `${name} is no object.`
  const properties = children(node, ({ type }) => type === 'object_property')
  const known = new Set(properties.map((property) => child(property, 0).text))
  const more = Object.keys(value).find((key) => !known.has(key))
  if (isSealed && more !== undefined) return `${name} has a property ${more} too many.`
  return first(
    properties.map((property) => {
      const key = child(property, 0).text
      const given = value[key]
      if (given === undefined) return `${name} lacks ${key}.`
      const wrong = wrongInType(child(property, 1), given, types, `${name}.${key}`)
      return wrong ?? wrongInSize(decoratorsOf(property), given, `${name}.${key}`)
    }),
  )
}

/** What is wrong with how great or how long a value is. */
export function wrongInSize(decorators: Decorators, value: Value, name: string): string | undefined {
  const limit = (decorator: string): number | undefined =>
    decorators[decorator]?.[0] && Number(decorators[decorator][0].text)
  const size = typeof value === 'string' || Array.isArray(value) ? value.length : Number(value)
  if (size < (limit('minValue') ?? limit('minLength') ?? -Infinity)) return `${name} is too small.`
  if (size > (limit('maxValue') ?? limit('maxLength') ?? Infinity)) return `${name} is too great.`
  return undefined
}

function isPrimitive(type: string, value: Value): boolean {
  const is = Array.isArray(value) ? 'array' : typeof value
  return value !== null && is === ({ int: 'number', bool: 'boolean' }[type] ?? type)
}

const first = (wrongs: readonly (string | undefined)[]): string | undefined =>
  wrongs.find((wrong) => wrong !== undefined)
