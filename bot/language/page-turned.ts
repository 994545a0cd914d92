import { readerOf, type Phrases } from './pattern'
import { wordsOf } from './words'

/** How somebody asks for another page of what is shown, and which way it lies. */
const table: readonly Phrases<1 | -1>[] = [
  {
    means: 1,
    phrases: [
      '(and|ok|okay|yes|now) (show|see|list|give) (me) (some|the|any|a|few) more (of|ones|students|tutees|people|them|those|please|pls|results)',
      '(and|ok|show|see|list|give|go) (me) (to) (the) next (page|ones|ten|one|10|students|lot|few) (please|pls)',
      '(and|show|see|list) (me) (the) rest|others|remainder (of|them|those|please|pls)',
      '(and|please) continue|further (please|pls)',
      '(please) carry|keep|go on|going (please|pls)',
      '(and) who|anyone|anybody else (is|there|please)',
      '(the) following page',
    ],
  },
  {
    means: -1,
    phrases: [
      '(show|see|go) (me) (to) (the) previous|prior page|ones|ten|lot (please)',
      '(show|see|go) (me) (to) (the) previous (one) (please)',
      '(go|page) back (a|one|to|the) (page|last) (please)',
    ],
  },
]

const readTurn = readerOf(table, {}, (by) => by)

/** "more", "next page", "the rest", "previous": the page that is meant, after the one shown; undefined for all else. */
export function pageTurned(text: string, shown: number): number | undefined {
  const words = wordsOf(text)
  const turn = readTurn(words, 0).find(({ end }) => end === words.length)
  return turn && Math.max(1, shown + turn.value)
}
