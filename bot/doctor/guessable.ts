const words = /change.?me|place.?holder|example|sample|your.?secret|openssl|password|<.*>/iu

/** The fewest different characters of a text that a generator made; of 32 in hexadecimal nearly all have more. */
const fewest = 9

/** Whether a secret is one that somebody could guess: out of a document, of few characters, repeated, or counted up. */
export function isGuessable(secret: string): boolean {
  return words.test(secret) || new Set(secret).size < fewest || isRepeated(secret) || isCountedUp(secret)
}

/** "abcabcabcabc". */
function isRepeated(text: string): boolean {
  return (text + text).indexOf(text, 1) <= text.length / 2 || /^(.{1,16})\1{2,}/u.test(text)
}

/** "abcdefgh…", "123456…": most characters are their neighbour's next. */
function isCountedUp(text: string): boolean {
  const steps = Array.from(text.slice(1), (letter, index) => letter.charCodeAt(0) - text.charCodeAt(index))
  return steps.filter((step) => Math.abs(step) === 1).length > text.length / 2
}
