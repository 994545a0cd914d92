import { fillers, summaryFillers } from './fillers'
import { absenceWords } from './slots/absence'
import { bandWords } from './slots/band-phrases'
import { monthWords, weekdayWords } from './slots/dates'
import { groupingWords } from './slots/groupings'
import { levelWords } from './slots/levels'
import { numberWords } from './slots/numbers'
import { orderWords } from './slots/orders'
import { populationWords } from './slots/populations'
import { sourceWords } from './slots/source-phrases'
import { spanWords } from './slots/spans'
import { timeWords } from './slots/times'
import { trendWords } from './slots/trends'
import { unitWords } from './slots/units'

/** Every word that the grammar of questions about students knows. */
const known: ReadonlySet<string> = new Set([
  ...fillers,
  ...summaryFillers,
  ...absenceWords,
  ...bandWords,
  ...groupingWords,
  ...levelWords,
  ...monthWords,
  ...numberWords,
  ...orderWords,
  ...populationWords,
  ...sourceWords,
  ...spanWords,
  ...timeWords,
  ...trendWords,
  ...unitWords,
  ...weekdayWords,
])

/** Whether questions about students know a word. */
export const isGrammarWord = (norm: string): boolean => known.has(norm)

/** All of them. */
export const grammarWords: ReadonlySet<string> = known
