import { bindCard } from './bind'
import type { Card } from './card'
import { changeAction } from './choices'
import { clip } from './clip'
import { humanDecides } from './human-decides'
import { pagingView, type Paging } from './paging'
import { plain } from './plain'
import template from './summary.json'
import { suggestion, type Suggestion } from './verbs'

/** Numbers in a table: of students by unit or level, source by source, or week by week. Disclosure control is done already. */
export interface SummaryModel {
  title: string
  scope: string
  freshness: string
  /** "About 640 students · 12% low or no engagement · average score 61" */
  total: string
  /** What stands in the columns: "Programme", "Students", "Engagement". */
  columns: [string, string, string]
  rows: SummaryRow[]
  /** The rows as a picture; they say all that it shows. */
  chart?: { title: string; points: { x: string; y: number }[] }
  paging: Paging
  /** What was done to the numbers, and why a row is withheld. */
  note: string
  /** The question that may be changed. */
  change?: object
  /** The first five are shown. */
  suggestions: Suggestion[]
}

export interface SummaryRow {
  name: string
  /** "about 45", "too few to show"; of one student the band. */
  middle: string
  /** "12% low or no engagement · average score 61"; empty where nothing may be said. */
  engagement: string
}

/** Fifteen rows fit in a card. */
export function summaryCard(model: SummaryModel): Card {
  const suggestions = [...changeAction(model.change), ...model.suggestions.slice(0, 5).map(suggestion)]
  return bindCard(template, {
    title: plain(model.title),
    scope: plain(model.scope),
    freshness: plain(model.freshness),
    total: plain(model.total),
    columns: model.columns.map((title) => ({ title: plain(title) })),
    hasChart: model.chart !== undefined,
    chartTitle: plain(model.chart?.title ?? ''),
    chart: model.chart?.points.map((point) => ({ ...point, color: 'categoricalBlue' })) ?? [],
    hasRows: model.rows.length > 0,
    rows: model.rows.map(rowView),
    ...pagingView(model.paging),
    note: plain(model.note),
    hasSuggestions: suggestions.length > 0,
    suggestions,
    humanDecides,
  })
}

function rowView({ name, middle, engagement }: SummaryRow): object {
  return {
    name: plain(clip(name, 60)),
    middle: plain(middle),
    engagement: engagement === '' ? '–' : plain(engagement),
  }
}
