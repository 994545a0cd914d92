import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

/** One message, what was asked before it where it goes on from that, and the question that it means. */
const utterance = z.object({
  say: z.string(),
  after: z.string().optional(),
  means: z.object({ intent: z.string() }).passthrough(),
})
export type Utterance = z.infer<typeof utterance>

export type Part = 'tuned' | 'second' | 'third' | 'fourth' | 'fifth' | 'set-aside'

/** The utterances of a part of the corpus: five that the grammar was tuned with, and one that was only measured. */
export function corpus(part: Part): Utterance[] {
  const file = path.join(__dirname, '..', 'bot', 'language', 'corpus', `${part}.jsonl`)
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => utterance.parse(JSON.parse(line)))
}
