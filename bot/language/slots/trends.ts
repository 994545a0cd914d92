import type { Trend } from '../../../data/domain/band'
import { finderOf, wordsIn, type Phrases } from '../pattern'
import { without, type Word } from '../words'
import type { Taken } from './taken'

const table: readonly Phrases<Trend>[] = [
  {
    means: 'falling',
    phrases: [
      'falling (off|away|trend|fast)',
      'dropping|dropped|drop (off|away|fast|sharply)',
      'declining|declined|decreasing|decreased|deteriorating|deteriorated|worsening|worsened|sliding|plummeting',
      'in|on the|a decline|slide',
      'fell|nosediving|nosedived|plunging|plunged|shrinking|dipping|dipped|dwindling|waning|fading|faltering|crashing|crashed|regressing',
      'drifting|drifted off|away',
      'on the way down',
      'lost ground|interest|momentum',
      'go downhill',
      'going|gone|went|heading|trending down|downhill|downwards|backwards',
      'getting|got|gotten worse',
      'slipping|slipped (away|back)',
      'tailing|tailed|trailing off',
      'losing ground|interest|momentum',
      'less engaged (than before)',
      '(a) downward|negative trend',
      '(biggest) fallers',
    ],
  },
  {
    means: 'rising',
    phrases: [
      'rising (trend)',
      'improving|improved|recovering|recovered|increasing|increased',
      'on the up|rise|mend',
      'perking|perked up',
      'growing|climbing|climbed|grew|rallied|rallying|progressing|strengthening',
      'on the way up',
      'making progress',
      'going|gone|heading|trending up|upwards',
      'getting|got|gotten better',
      'picking|picked up',
      'bouncing|bounced|coming back',
      'turning|turned (it|things|a) around|round|corner',
      'catching up',
      'more engaged (than before)',
      '(an) upward|positive trend',
      '(biggest) risers|improvers',
    ],
  },
  {
    means: 'steady',
    phrases: [
      'steady|stable|unchanged|constant|flat|static|consistent (trend)',
      'level pegging',
      'no change',
      'not changing|changed|changing',
      'staying|stayed|holding|about (about|the) same|steady',
      'plateaued|plateauing',
    ],
  },
]

const find = finderOf<Trend>(table)

export function takeTrend(
  words: readonly Word[],
): (Taken<Trend> & { start: number; end: number }) | undefined {
  const found = find(words, {})
  return (
    found && {
      value: found.value,
      rest: without(words, found.start, found.end),
      start: found.start,
      end: found.end,
    }
  )
}

export const trendWords: readonly string[] = wordsIn(table)
