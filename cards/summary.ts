import { bindCard } from './bind'
import type { Card } from './card'
import { clip } from './clip'
import { humanDecides } from './human-decides'
import { pagingView, type Paging } from './paging'
import { plain } from './plain'
import template from './summary.json'
import { suggestion, type Suggestion } from './verbs'

/** Students by unit or level, in numbers. They arrive with disclosure control already applied. */
export interface SummaryModel {
  title: string
  scope: string
  freshness: string
  /** "About 640 students · 12% low or no engagement · average score 61" */
  total: string
  /** What the rows are: "Programme". */
  grouping: string
  rows: SummaryRow[]
  paging: Paging
  /** What was done to the numbers, and why a row is withheld. */
  note: string
  /** The first six are shown. */
  suggestions: Suggestion[]
}

export interface SummaryRow {
  name: string
  /** "about 45", "too few to show" */
  students: string
  /** "12% low or no engagement · average score 61"; empty where nothing may be said. */
  engagement: string
}

/** Fifteen rows fit in a card. */
export function summaryCard(model: SummaryModel): Card {
  const suggestions = model.suggestions.slice(0, 6).map(suggestion)
  return bindCard(template, {
    title: plain(model.title),
    scope: plain(model.scope),
    freshness: plain(model.freshness),
    total: plain(model.total),
    grouping: plain(model.grouping),
    hasRows: model.rows.length > 0,
    rows: model.rows.map(rowView),
    ...pagingView(model.paging),
    note: plain(model.note),
    hasSuggestions: suggestions.length > 0,
    suggestions,
    humanDecides,
  })
}

function rowView({ name, students, engagement }: SummaryRow): object {
  return {
    name: plain(clip(name, 60)),
    students: plain(students),
    engagement: engagement === '' ? '–' : plain(engagement),
  }
}
