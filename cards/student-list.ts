import type { Band, Trend } from '../data/domain/band'
import { actAction, type ActOf } from './acts'
import { bandStyle, standingWords } from './band-style'
import { bindCard } from './bind'
import type { Card } from './card'
import { changeAction } from './choices'
import { clip } from './clip'
import { humanDecides } from './human-decides'
import { pagingView, type Paging } from './paging'
import { plain } from './plain'
import template from './student-list.json'
import { askAction, suggestion, type AskData, type Suggestion } from './verbs'

/** Students in one band, trend or population, a page at a time. */
export interface StudentListModel {
  /** "Low or no engagement · your tutees" */
  title: string
  /** "Your 14 tutees, as their personal tutor" */
  scope: string
  /** "Data to Monday 23 November · library late, to 14 November" */
  freshness: string
  rows: StudentRow[]
  paging: Paging
  /** Said where there are no rows. */
  empty?: string
  /** The question that may be changed. */
  change?: object
  /** The first three are shown. */
  suggestions: Suggestion[]
}

export interface StudentRow {
  name: string
  /** "00412345 · BSc Computer Science · level 5" */
  subtitle: string
  /** Absent where too few are alike to show it. */
  band?: Band
  trend?: Trend
  /** The main reason for the band. */
  reason?: string
  /** What the button beside them asks or opens: the form where a contact is being recorded, or an alert. */
  open?: (AskData & { tooltip?: string }) | ActOf<'contact-form' | 'alert-open'>
}

/** A list that reads as a table on a desktop and as a stack on a phone. Ten rows fit in a card. */
export function studentListCard(model: StudentListModel): Card {
  const suggestions = [...changeAction(model.change), ...model.suggestions.slice(0, 3).map(suggestion)]
  return bindCard(template, {
    title: plain(model.title),
    scope: plain(model.scope),
    freshness: plain(model.freshness),
    isEmpty: model.rows.length === 0,
    empty: plain(model.empty ?? 'There is nobody to show.'),
    rows: model.rows.map(rowView),
    ...pagingView(model.paging),
    hasSuggestions: suggestions.length > 0,
    suggestions,
    humanDecides,
  })
}

/**
 * Lengths are bounded so that ten rows stay within the 28 KB that Teams shows reliably. Where the button holds no question,
 * as that of an alert, there is room for a whole sentence.
 */
function rowView(row: StudentRow): object {
  const name = clip(row.name, 40)
  const longest = row.open !== undefined && 'verb' in row.open ? 160 : 90
  return {
    name: plain(name),
    subtitle: plain(clip(row.subtitle, 72)),
    band: bandStyle(row.band),
    standing: standingWords(row.band, row.trend),
    hasReason: row.reason !== undefined,
    reason: plain(clip(row.reason ?? '', longest)),
    canOpen: row.open !== undefined,
    open: row.open === undefined ? [] : [openAction(row.open, name)],
  }
}

function openAction(open: NonNullable<StudentRow['open']>, name: string): object {
  if ('verb' in open) return actAction(open.verb === 'alert-open' ? 'Open' : 'Choose', open)
  return askAction({ title: 'Open', tooltip: `Open ${name}'s profile`, ...open })
}
