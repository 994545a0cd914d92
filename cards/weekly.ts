import { bandStyle, standingWords } from './band-style'
import { bindCard } from './bind'
import type { Card } from './card'
import { clip } from './clip'
import type { CountRow } from './counts'
import { plainFacts, type Fact } from './fact'
import { humanDecides } from './human-decides'
import { plain } from './plain'
import type { StudentRow } from './student-list'
import type { SummaryModel } from './summary'
import { suggestion, type Suggestion } from './verbs'
import template from './weekly.json'

/** A unit as it stands this week, for who leads it or looks after more than it. Disclosure control is done already. */
export interface WeeklyModel {
  title: string
  scope: string
  freshness: string
  /** "About 640 students · 12% low or no engagement" */
  total: string
  bands: CountRow[]
  chart?: SummaryModel['chart']
  /** The few to look at first; nobody for a role that sees no student unasked. The first five are shown. */
  rows: WeeklyRow[]
  /** How alerts about the unit's students stand, and how useful they were found. */
  facts: Fact[]
  /** What was done to the numbers, and what may be passed on. */
  note: string
  /** Why this person gets it. */
  why: string
  /** The first five are shown. */
  suggestions: Suggestion[]
}

/** A student; the button says its words in the chat, so that the card stays. */
export type WeeklyRow = Pick<StudentRow, 'name' | 'subtitle' | 'band' | 'trend'> & {
  reason: string
  open: Suggestion
}

export function weeklyCard(model: WeeklyModel): Card {
  const suggestions = model.suggestions.slice(0, 5).map(suggestion)
  const rows = model.rows.slice(0, 5)
  const bands = model.bands.map(({ band, count }) => ({ title: bandStyle(band).words, value: count }))
  const points = model.chart?.points ?? []
  return bindCard(template, {
    title: plain(model.title),
    scope: plain(model.scope),
    freshness: plain(model.freshness),
    total: plain(model.total),
    hasBands: bands.length > 0,
    bands: plainFacts(bands),
    hasChart: points.length > 0,
    chartTitle: plain(model.chart?.title ?? ''),
    chartTop: topOf(points),
    chart: points.map((point) => ({ ...point, color: 'categoricalBlue' })),
    chartWords: plain(points.map(({ x, y }) => `${x}: ${y}%`).join(' · ')),
    hasRows: rows.length > 0,
    rowsTitle: 'To look at first',
    rows: rows.map(rowView),
    hasFacts: model.facts.length > 0,
    facts: plainFacts(model.facts),
    note: plain(model.note),
    why: plain(model.why),
    hasSuggestions: suggestions.length > 0,
    suggestions,
    humanDecides,
  })
}

/** So that a change of a few in a hundred is seen; the scale still begins at nought. */
function topOf(points: readonly { y: number }[]): number {
  const most = Math.max(0, ...points.map(({ y }) => y))
  return Math.min(100, 10 * Math.ceil((most + 1) / 10))
}

function rowView(row: WeeklyRow): object {
  return {
    name: plain(clip(row.name, 40)),
    subtitle: plain(clip(row.subtitle, 72)),
    band: bandStyle(row.band),
    standing: standingWords(row.band, row.trend),
    reason: plain(clip(row.reason, 160)),
    open: [suggestion(row.open)],
  }
}
