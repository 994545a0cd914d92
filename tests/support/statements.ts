import { DefaultQueryCompiler, type CompiledQuery, type RootOperationNode } from 'kysely'

export interface Statement {
  node: RootOperationNode
  compiled: CompiledQuery
  /** The product's files that it came through, innermost first. */
  files: string[]
}

/** Notes every statement that Kysely compiles, on whichever engine, until it is stopped. */
export function watchStatements(): { statements: Statement[]; stop: () => void } {
  const statements: Statement[] = []
  const compiler = DefaultQueryCompiler.prototype
  // eslint-disable-next-line @typescript-eslint/unbound-method -- put back below, called with its own compiler
  const { compileQuery } = compiler
  Error.stackTraceLimit = 50
  compiler.compileQuery = function (node, queryId) {
    const compiled = compileQuery.call(this, node, queryId)
    statements.push({ node, compiled, files: productFiles(new Error('here').stack ?? '') })
    return compiled
  }
  return {
    statements,
    stop: () => {
      compiler.compileQuery = compileQuery
      Error.stackTraceLimit = 10
    },
  }
}

function productFiles(stack: string): string[] {
  const found = [...stack.matchAll(/[\\/](data[\\/][\w\\/-]+\.ts)/gu)].map(([, file = '']) =>
    file.replaceAll('\\', '/'),
  )
  return [...new Set(found)]
}
