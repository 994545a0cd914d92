import type { Word } from '../words'
import { findDone } from './contact-phrases'

/** A message that begins with one of these asks, or orders what the bot cannot do. */
export const asking: ReadonlySet<string> = new Set(
  `who which when has did how why what show list any is are whom find was were does do not students tutees student tutee all
   remind see read bring pull where tell give get open book schedule arrange send cancel delete email call ring message phone
   text write translate invite ask set move change mark withdraw can should low falling anyone everyone people those`.split(
    /\s+/u,
  ),
)

/** "Call made to", "email sent to": what was done, not what is to be done. */
export function beginsDone(words: readonly Word[], begins: number): boolean {
  const found = findDone(words.slice(Math.max(begins, 0)), {})
  return found?.start === 0 && found.end > 1
}

/** "Contact log for", "past contact with", "my contact notes": what was written down before. */
export function isHistory(words: readonly Word[], begins: number, end: number): boolean {
  if (words.some(({ norm }) => norm === 'who' || norm === 'whom')) return true
  const head = words.slice(0, end)
  if (head.some(({ norm }) => askingAnywhere.has(norm))) return true
  if (head.some(({ norm }, index) => norm === 'last' && talkedTo.has(words[index + 1]?.norm ?? '')))
    return true
  if (past.has(words[Math.max(begins, 0)]?.norm ?? '')) return true
  // "Have we been in touch" asks; "have emailed" tells.
  const have = words.findIndex(({ norm }) => norm === 'have')
  if (have !== -1 && have <= 1 && ['i', 'we', 'you', 'they'].includes(words[have + 1]?.norm ?? ''))
    return true
  if (words.some(({ norm, stop }, index) => stop && past.has(words[index + 1]?.norm ?? '') && norm !== ''))
    return true
  return words.some(({ norm }, index) => nouns.has(norm) && written.has(words[index + 1]?.norm ?? ''))
}
const past: ReadonlySet<string> = new Set(
  'past previous earlier last recent contacts conversations meetings history date timeline any am'.split(' '),
)
const nouns: ReadonlySet<string> = new Set('contact contacts meeting conversation'.split(' '))
const written: ReadonlySet<string> = new Set('history log logs notes timeline records list'.split(' '))
/** Before the name these ask, or say that nobody did. */
const askingAnywhere: ReadonlySet<string> = new Set(
  'when nobody whether somebody someone anybody anyone'.split(' '),
)
const talkedTo: ReadonlySet<string> = new Set(
  'spoke spoken met saw contacted emailed called rang phoned talked'.split(' '),
)
