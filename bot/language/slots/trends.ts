import type { Trend } from '../../../data/domain/band'
import { finderOf, wordsIn, type Phrases } from '../pattern'
import { without, type Word } from '../words'
import type { Taken } from './taken'

const table: readonly Phrases<Trend>[] = [
  {
    means: 'falling',
    phrases: [
      'falling (off|away|trend|fast)',
      'decrease|decline|deteriorate|worsen',
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
      '(biggest|steepest|worst) fallers|faller|droppers|dippers',
      'getting|got|gotten|becoming|become|became|looking|doing|been worse|weaker|poorer',
      'becoming|become|became|getting|gotten|got less (engaged|active|involved|interested)',
      'less active|involved|engaged (than) (before|they|were|used|last) (were|to) (be)',
      'falling|downward|downwards|declining|negative|worsening|decreasing|down tendency|trajectory|direction|curve|slope|path|spiral',
      'taken|taking|took|had a dive|nosedive|dip|tumble|turn (for the worse)',
      'on a|the downward|slippery slope|spiral|path|trajectory|slide',
      'slumping|slumped|weakening|weakened|backsliding|slackening|withering|dwindled|faded|faltered|fizzling|fizzled|reducing|reduced|lessening|diminishing|diminished (off|out|away)',
      'slowing|slowed|winding|trending|gone|trended|going|heading|headed|come|coming down|south|backward|backwards|downward|downwards|downhill',
      '(in|going|heading|moving) (in) the wrong|downward direction|way',
      'losing|lost steam|motivation|engagement',
      'have|has been dropping|falling|slipping',
      'dropped|dropping|dropoff|dropoffs|drops|fallen off|back|down|away',
    ],
  },
  {
    means: 'rising',
    phrases: [
      'rising (trend)',
      'improve|increase|rise|recover',
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
      '(biggest|most|best) risers|riser|improvers|improver|improved|climbers',
      'make|makes|making|made|showing|shown|show|showed (some|good|real|great|any|clear) progress|improvement|improvements',
      'getting|got|gotten|becoming|become|became|doing|looking better|stronger',
      'becoming|become|became|getting more (engaged|active|involved)',
      'more active|involved|engaged (than) (before|they|were|used|last) (were|to) (be)',
      'rising|upward|upwards|improving|positive|increasing|up tendency|trajectory|direction|curve|slope|path',
      'stepping|stepped|upping|upped (up|their) (game)',
      '(in|going|heading|moving) (in) the right|upward direction|way',
      '(getting|got|are|is) back on track',
      'trending|trended|coming|come upward|upwards|up|on|along|back',
      'improves|increases|recovers|rises|uptick|bucking up|ideas',
      'on the way|road back|up|recovery',
      'turned|turning corner',
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
      'plateaued|plateauing|unchanging',
      'no|little|without (any) change|movement|difference',
      'not moved|budged|moving|shifted|varied',
      'much|about the same',
      'the same as before|ever',
      'neither improving|rising|up nor falling|declining|down|dropping',
      'holding|keeping|kept|staying|remaining|remained|stayed steady|stable|level|constant|flat|put',
      'remain|remains|stay|stays|keep|keeps steady|stable|unchanged|constant|flat',
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
