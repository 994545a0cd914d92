/**
 * Whether a pattern stands for a path: `*` for any part of a name, `?` for one character, `**` for any folders, or for all
 * that is in one. Capitals and small letters are the same, as on some of the systems that files come from.
 */
export function matches(pattern: string, path: string): boolean {
  return new RegExp(`^${pattern.replace(parts, (part) => meanings[part] ?? `\\${part}`)}$`, 'isu').test(path)
}

const parts = /\*\*\/|\*\*|[*?^$\\.()[\]{}|+]/gu

const meanings: Record<string, string> = {
  '**/': '(?:[^/]+/)*',
  '**': '.*',
  '*': '[^/]*',
  '?': '[^/]',
}
