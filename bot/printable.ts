/**
 * A text as one line that shows all it holds: what would break the line, move the cursor or turn the reading around stands
 * there as its code. Feed files are named by whoever sends them.
 */
export function printable(text: string): string {
  return text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => {
    const known = names[character]
    return known ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
  })
}

const names: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }
