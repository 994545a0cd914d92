/** What somebody asks of Azure Storage, as far as the conditions of role assignments look at it. */
export interface StorageRequest {
  action: string
  subOperation?: string
  /** By what stands in the brackets, behind `@Resource` or `@Request`. */
  attributes: Readonly<Record<string, string>>
}

const token = /\s*(\{'[^']*'\}|'[^']*'|@\w+\[[^\]]*\]|\w+|[()!])/uy

function tokensOf(text: string): string[] {
  const tokens: string[] = []
  token.lastIndex = 0
  while (token.lastIndex < text.trimEnd().length) {
    const from = token.lastIndex
    const [, found] = token.exec(text) ?? []
    if (found === undefined) throw new Error(`No condition: ${text.slice(from, from + 40)}`)
    tokens.push(found)
  }
  return tokens
}

/**
 * Whether a condition of version 2.0 lets a request pass. It takes AND and OR beside each other only in brackets, so that
 * nothing rests on which of them comes first.
 *
 * @throws where the text is no condition
 */
export function lets(condition: string, request: StorageRequest): boolean {
  const tokens = tokensOf(condition)
  const result = expression(tokens, request)
  if (tokens.length > 0) throw new Error(`No condition from ${tokens.slice(0, 3).join(' ')}`)
  return result
}

function expression(tokens: string[], request: StorageRequest): boolean {
  let result = term(tokens, request)
  const word = tokens[0]
  while (word !== undefined && ['AND', 'OR'].includes(word) && tokens[0] === word) {
    tokens.shift()
    const next = term(tokens, request)
    result = word === 'AND' ? result && next : result || next
  }
  return result
}

function term(tokens: string[], request: StorageRequest): boolean {
  const word = tokens.shift()
  if (word === '!' || word === 'NOT') return !term(tokens, request)
  if (word === '(') {
    const result = expression(tokens, request)
    if (tokens.shift() !== ')') throw new Error('A bracket is not closed.')
    return result
  }
  if (word === 'ActionMatches') return braced(tokens) === request.action
  if (word === 'SubOperationMatches') return braced(tokens) === request.subOperation
  return compared(word, tokens, request)
}

const braced = (tokens: string[]): string | undefined => /^\{'(.*)'\}$/u.exec(tokens.shift() ?? '')?.[1]

function compared(attribute: string | undefined, tokens: string[], request: StorageRequest): boolean {
  const [operator, quoted = ''] = tokens.splice(0, 2)
  const [, pattern] = /^'(.*)'$/u.exec(quoted) ?? []
  if (!attribute?.startsWith('@') || operator !== 'StringLike' || pattern === undefined)
    throw new Error(`Not known here: ${String(attribute)} ${String(operator)} ${quoted}`)
  const value = request.attributes[attribute]
  // What a request does not have is like nothing.
  return value !== undefined && like(pattern).test(value)
}

const like = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replaceAll(/[.*?+^$()[\]{}|\\]/gu, (sign) => wild[sign] ?? `\\${sign}`)}$`, 'su')

const wild: Record<string, string> = { '*': '.*', '?': '.' }
