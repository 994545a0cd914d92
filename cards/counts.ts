import type { Band } from '../data/domain/band'
import { bandStyle } from './band-style'
import { bindCard } from './bind'
import type { Card } from './card'
import { changeAction } from './choices'
import template from './counts.json'
import { humanDecides } from './human-decides'
import { plain } from './plain'
import { suggestion, type Suggestion } from './verbs'

/** How many students are in each band. The numbers arrive with disclosure control already applied. */
export interface CountsModel {
  title: string
  scope: string
  freshness: string
  /** "About 640 students · 12% low or no engagement" */
  total: string
  rows: CountRow[]
  /** What was done to the numbers: "Counts are rounded to the nearest 5." */
  note: string
  /** The question that may be changed. */
  change?: object
  /** The first five are shown. */
  suggestions: Suggestion[]
}

export interface CountRow {
  band: Band
  /** As it is read: "about 45", "0 to 2". */
  count: string
  /** As it is drawn; absent where nothing is drawn. */
  value?: number
}

export function countsCard(model: CountsModel): Card {
  const chart = model.rows.flatMap(bar)
  const suggestions = [...changeAction(model.change), ...model.suggestions.slice(0, 5).map(suggestion)]
  return bindCard(template, {
    title: plain(model.title),
    scope: plain(model.scope),
    freshness: plain(model.freshness),
    total: plain(model.total),
    rows: model.rows.map(({ band, count }) => ({ ...bandStyle(band), count: plain(count) })),
    hasChart: chart.length > 0,
    chart,
    chartWords: chart.map(({ x, y }) => `${x} ${y}`).join(' · '),
    note: plain(model.note),
    hasSuggestions: suggestions.length > 0,
    suggestions,
    humanDecides,
  })
}

function bar({ band, value }: CountRow): { x: string; y: number; color: string }[] {
  const { words, chart } = bandStyle(band)
  return value === undefined ? [] : [{ x: words, y: value, color: chart }]
}
