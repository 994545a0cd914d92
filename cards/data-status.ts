import type { FeedState } from '../data/domain/feed-state'
import { bindCard } from './bind'
import type { Card } from './card'
import template from './data-status.json'
import { plain } from './plain'
import { suggestion, type Suggestion } from './verbs'

/** How fresh and complete the data are. */
export interface DataStatusModel {
  title: string
  paragraphs: string[]
  rows: DataStatusRow[]
  /** The first six are shown. */
  suggestions: Suggestion[]
}

export interface DataStatusRow {
  /** "Library" */
  name: string
  state: FeedState
  /** "data to Saturday 14 November · left out of the scores · last loaded on Tuesday 24 November" */
  detail: string
}

/** How a state looks. The words always stand beside the colour, and the symbol fills as more is there. */
const styles: Record<FeedState, { words: string; symbol: string; color: 'Good' | 'Warning' | 'Attention' }> =
  {
    well: { words: 'Up to date', symbol: '●', color: 'Good' },
    thin: { words: 'Incomplete', symbol: '◑', color: 'Warning' },
    late: { words: 'Late', symbol: '◔', color: 'Warning' },
    silent: { words: 'No data', symbol: '○', color: 'Attention' },
  }

/** "Incomplete". */
export function feedStateWords(state: FeedState): string {
  return styles[state].words
}

export function dataStatusCard({ title, paragraphs, rows, suggestions }: DataStatusModel): Card {
  const buttons = suggestions.slice(0, 6).map(suggestion)
  return bindCard(template, {
    title: plain(title),
    paragraphs: paragraphs.map(plain),
    rows: rows.map(({ name, state, detail }) => ({
      name: plain(name),
      detail: plain(detail),
      ...styles[state],
    })),
    hasSuggestions: buttons.length > 0,
    suggestions: buttons,
  })
}
