import type { Node } from 'web-tree-sitter'
import { asList, asText, functions, isValues, type Value } from './functions'
import { child, children } from './syntax'

/** What names stand for where an expression is. */
export interface Scope {
  value(name: string): Value | undefined
  /** A function of the templates' own. */
  call(name: string): ((given: readonly Value[]) => Value) | undefined
}

/** A scope with more names. */
export function within(scope: Scope, names: Readonly<Record<string, Value>>): Scope {
  return { ...scope, value: (name) => (name in names ? names[name] : scope.value(name)) }
}

const field = (node: Node, name: string): Node => {
  const found = node.childForFieldName(name)
  if (!found) throw new Error(`${node.type} without ${name}: ${node.text.slice(0, 60)}`)
  return found
}

/**
 * What an expression comes to.
 *
 * @throws where it names what is not there, or asks for a property that is not
 */
export function evaluate(node: Node, scope: Scope): Value {
  const ways: Record<string, () => Value> = {
    string: () => textOf(node, scope),
    number: () => Number(node.text),
    boolean: () => node.text === 'true',
    null: () => null,
    identifier: () => named(node.text, scope),
    parenthesized_expression: () => evaluate(child(node, 0), scope),
    array: () => children(node).map((item) => evaluate(item, scope)),
    object: () => objectOf(node, scope),
    for_statement: () => repeated(node, scope).map(({ body, scope: inner }) => evaluate(body, inner)),
    ternary_expression: () =>
      evaluate(
        field(node, evaluate(field(node, 'condition'), scope) === true ? 'consequence' : 'alternative'),
        scope,
      ),
    unary_expression: () => unary(node, scope),
    binary_expression: () => binary(node, scope),
    member_expression: () =>
      member(evaluate(field(node, 'object'), scope), field(node, 'property').text, node.text),
    subscript_expression: () =>
      member(
        evaluate(field(node, 'object'), scope),
        asText(evaluate(field(node, 'index'), scope)),
        node.text,
      ),
    call_expression: () => called(node, scope),
  }
  const way = ways[node.type]
  if (!way) throw new Error(`Not known here: ${node.type} ${node.text.slice(0, 60)}`)
  return way()
}

/** Each turn of a loop: its body, and the names that stand for something else in it. */
export function repeated(node: Node, scope: Scope): { body: Node; scope: Scope }[] {
  const body = field(node, 'body')
  const [names, list] = children(node).filter(({ id }) => id !== body.id)
  if (!names || !list) throw new Error(`No loop: ${node.text.slice(0, 60)}`)
  const [item = names.text, index = ''] = children(names).map(({ text }) => text)
  return asList(evaluate(list, scope)).map((value, at) => ({
    body,
    scope: within(scope, { [item]: value, [index]: at }),
  }))
}

function named(name: string, scope: Scope): Value {
  const value = scope.value(name)
  if (value === undefined) throw new Error(`There is no ${name}.`)
  return value
}

/** From the text itself: the grammar has no node for spaces at a part's ends. */
function textOf(node: Node, scope: Scope): string {
  const parts = children(node, ({ type }) => type === 'interpolation')
  const inner = node.text.slice(1, -1)
  const start = node.startIndex + 1
  let [text, read] = ['', 0]
  for (const part of parts) {
    text += unescaped(inner.slice(read, part.startIndex - start)) + asText(evaluate(child(part, 0), scope))
    read = part.endIndex - start
  }
  return text + unescaped(inner.slice(read))
}

const unescaped = (text: string): string => text.replaceAll(/\\(.)/gu, '$1')

function objectOf(node: Node, scope: Scope): Value {
  return Object.fromEntries(
    children(node)
      .map((property) => [child(property, 0), child(property, 1)] as const)
      .map(([key, value]) => [key.type === 'string' ? textOf(key, scope) : key.text, evaluate(value, scope)]),
  )
}

function member(value: Value, name: string, text: string): Value {
  const found = isValues(value) ? value[name] : asList(value)[Number(name)]
  if (found === undefined) throw new Error(`${text}: there is no ${name}.`)
  return found
}

function unary(node: Node, scope: Scope): Value {
  const value = evaluate(field(node, 'argument'), scope)
  return field(node, 'operator').text === '!' ? value !== true : -Number(value)
}

function binary(node: Node, scope: Scope): Value {
  const left = evaluate(field(node, 'left'), scope)
  const right = (): Value => evaluate(field(node, 'right'), scope)
  switch (field(node, 'operator').text) {
    case '&&':
      return left === true && right() === true
    case '||':
      return left === true || right() === true
    case '==':
      return left === right()
    case '*':
      return Number(left) * Number(right())
    default:
      throw new Error(`Not known here: ${node.text.slice(0, 60)}`)
  }
}

function called(node: Node, scope: Scope): Value {
  const name = field(node, 'function').text
  const given = children(field(node, 'arguments'))
  const [list, lambda] = given
  if (list && lambda?.type === 'lambda_expression') {
    const apply = (value: Value): Value =>
      evaluate(child(lambda, 1), within(scope, { [child(lambda, 0).text]: value }))
    const values = asList(evaluate(list, scope))
    return name === 'filter' ? values.filter((value) => apply(value) === true) : values.map(apply)
  }
  const way = scope.call(name) ?? ((values: readonly Value[]) => builtIn(name)(...values))
  return way(given.map((argument) => evaluate(argument, scope)))
}

function builtIn(name: string): (...given: readonly Value[]) => Value {
  const found = functions[name]
  if (!found) throw new Error(`There is no function ${name}.`)
  return found
}
