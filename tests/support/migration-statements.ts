/** The statements of a SQL Server migration: those that stand in it, and those that it builds up as text. */
export function migrationStatements(text: string): string[] {
  const standing = text.split(/;\s*$/mu)
  const built = [...text.matchAll(/N'([^']*)'/gu)].flatMap(([, lines = '']) => lines.split('\n'))
  return [...standing, ...built]
    .map((statement) => statement.trim())
    .filter((statement) => statement.replaceAll(/^\s*--.*$/gmu, '').trim() !== '')
}
