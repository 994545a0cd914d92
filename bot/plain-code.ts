/**
 * Whether a text has the form of a code, as logs and telemetry may hold it: it begins with a letter, is short, and has no
 * space, dot or @ and no long number. So no sentence, no name of two words, no address and no ID of a student is one.
 */
export function isCode(text: string): boolean {
  return /^(?!.*\d{6})[A-Za-z][\w-]{0,63}$/u.test(text)
}
