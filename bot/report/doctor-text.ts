import type { Found, Group, Left } from '../doctor/look'

/** The state in words: a terminal may have no colours, and its reader too. */
const marks: Record<Found['state'], string> = { well: 'ok', warning: 'look at', wrong: 'MEND' }

/** As wide as the widest of them. */
const [markWidth, checkWidth] = [7, 15]
const indent = '  '
const hanging = ' '.repeat(indent.length + markWidth + 2 + checkWidth + 2)

/** A heading with what was found under it, broken for a terminal of so many columns where there is one. */
export function groupLines({ title, findings, notLookedAt }: Group, columns: number | undefined): string[] {
  return [
    title,
    ...findings.flatMap((found) => findingLines(found, columns)),
    ...leftLines(notLookedAt, columns),
    '',
  ]
}

/** A finding, and below it what to do about it. */
export function findingLines({ check, state, what, mend }: Found, columns: number | undefined): string[] {
  const start = `${indent}${marks[state].padEnd(markWidth)}  ${check.padEnd(checkWidth)}  `
  return [
    ...broken(what, start, columns),
    ...(mend === undefined ? [] : broken(mend, `${hanging}→ `, columns)),
  ]
}

/** What was not looked at, a line for each reason. */
function leftLines(notLookedAt: readonly Left[], columns: number | undefined): string[] {
  const reasons = [...new Set(notLookedAt.map(({ because }) => because))]
  return reasons.flatMap((because) => {
    const checks = notLookedAt.filter((left) => left.because === because).map(({ check }) => check)
    return broken(`not looked at, since ${because}: ${checks.join(', ')}`, `${indent}-        `, columns)
  })
}

/** "3 to mend, 2 to look at, 14 ok." */
export function countLine(findings: readonly Found[]): string {
  const count = (state: Found['state']): number => findings.filter((found) => found.state === state).length
  return `${count('wrong')} to mend, ${count('warning')} to look at, ${count('well')} ok.`
}

/** The fewest columns in which breaking helps. */
const fewest = 70

/** A text after its start, with what does not fit on lines that begin below it. */
function broken(text: string, start: string, columns = 0): string[] {
  if (columns < fewest) return [start + text]
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last === undefined || start.length + last.length + 1 + word.length > columns) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines.map((line, index) => (index === 0 ? start : ' '.repeat(start.length)) + line)
}
