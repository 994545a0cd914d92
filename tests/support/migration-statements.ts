import { statementsOf } from '../../data/store/statements'

/** The statements of a SQL Server migration: those that stand in it, and those that it builds up as text. */
export function migrationStatements(text: string): string[] {
  const built = [...text.matchAll(/N'([^']*)'/gu)].flatMap(([, lines = '']) => lines.split('\n'))
  return [...statementsOf(text), ...built.flatMap(statementsOf)]
}
