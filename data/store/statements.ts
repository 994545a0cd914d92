/** The statements of an SQL file: each ends in `;` at the end of a line. Those of comments alone are left out. */
export function statementsOf(text: string): string[] {
  return text
    .split(/;\s*$/mu)
    .map((statement) => statement.trim())
    .filter((statement) => statement.replaceAll(/^\s*--.*$/gmu, '').trim() !== '')
}
