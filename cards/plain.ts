const wordJoiner = '\u2060'

/**
 * Outside text made safe for a TextBlock or a fact: whatever it holds is read as written, never as
 * Markdown, a link, or a date to format. Ordinary names, e-mail addresses and numbers stay as they are.
 */
export function plain(text: string): string {
  return escapeStart(escapeInside(oneLine(text)))
}

/** Line ends would start lists and headings; direction overrides would turn the words around them. */
function oneLine(text: string): string {
  return text
    .replace(/[\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
}

/** Phones with older clients show the backslash, so nothing is escaped that could not be markup. */
function escapeInside(text: string): string {
  return text
    .replace(/[\\`*[~]/gu, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/<(?=\S)/gu, '\\<')
    .replace(/&(?=#?\w+;)/gu, '\\&')
    .replace(/(?<=\{)\{/gu, '\\{')
    .replace(/\/(?=\/)/gu, `/${wordJoiner}`)
    .replace(/www(?=\.)/giu, `$&${wordJoiner}`)
}

function escapeStart(text: string): string {
  return text
    .replace(/^(?:#{1,6}(?=\s|$)|[-+](?=\s|$)|-(?=[\s-]*$)|>)/u, '\\$&')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/u, '$1\\$2')
}
