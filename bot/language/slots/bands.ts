import { bands, type Band } from '../../../data/domain/band'
import { finderOf, readerOf } from '../pattern'
import { without, type Word } from '../words'
import { bandPhrases, negations } from './band-phrases'
import type { Taken } from './taken'

interface BandParts {
  bands: readonly Band[]
}

const readBands = readerOf(bandPhrases, {}, (means) => means)
const findBands = finderOf<readonly Band[]>(bandPhrases)
const findNegation = finderOf<'not', BandParts>(negations)

const judged = bands.filter((band) => band !== 'unknown')

/** Of all the bands that a message names or excludes those meant, from high to unknown. */
export function takeBands(words: readonly Word[]): Taken<Band[]> | undefined {
  const [named, excluded] = [new Set<Band>(), new Set<Band>()]
  let rest = words
  for (;;) {
    const negation = findNegation(rest, { bands: readBands })
    const plain = findBands(rest, {})
    const isPlain = plain && (!negation || plain.end - plain.start >= negation.end - negation.start)
    const found = isPlain ? plain : negation
    if (!found) break
    const values = isPlain ? plain.value : (negation?.parts.bands ?? [])
    for (const band of values) (isPlain ? named : excluded).add(band)
    rest = without(rest, found.start, found.end)
  }
  if (named.size === 0 && excluded.size === 0) return undefined
  const from = named.size > 0 ? bands.filter((band) => named.has(band)) : judged
  return { value: from.filter((band) => !excluded.has(band)), rest }
}
