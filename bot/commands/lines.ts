import { createInterface } from 'node:readline'

/** The text given, or with `-` each line of standard input. */
export async function* messages(text: string): AsyncIterable<string> {
  if (text === '-') yield* createInterface({ input: process.stdin, crlfDelay: Infinity })
  else yield text
}
