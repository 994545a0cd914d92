import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { repository } from '../command'

/**
 * Every environment variable that the product reads, from its sources: the properties of the zod objects in those files
 * that read the environment, which they can only do by `readEnvironment`.
 */
export function variablesRead(): string[] {
  const room = path.join(repository, 'bot')
  return readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(path.join(room, file), 'utf8'))
    .filter((source) => /\breadEnvironment\(/u.test(source))
    .flatMap((source) => schemaKeys(ts.createSourceFile('source.ts', source, ts.ScriptTarget.ES2022, true)))
}

function schemaKeys(node: ts.Node): string[] {
  const under: string[] = []
  ts.forEachChild(node, (child) => {
    under.push(...schemaKeys(child))
  })
  if (!ts.isCallExpression(node) || node.expression.getText() !== 'z.object') return under
  const [shape] = node.arguments
  if (!shape || !ts.isObjectLiteralExpression(shape)) return under
  return [...under, ...shape.properties.flatMap((property) => property.name?.getText() ?? [])]
}
