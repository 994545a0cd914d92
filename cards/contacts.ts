import { actAction, type ActAction, type ActOf } from './acts'
import { bindCard } from './bind'
import type { Card } from './card'
import { clip } from './clip'
import template from './contacts.json'
import { pagingView, type Paging } from './paging'
import { plain } from './plain'
import type { AskAction } from './verbs'

/** Contacts with one student: a page of them, or one that was just recorded. */
export interface ContactsModel {
  title: string
  /** "Aisha Khan · 00412345 · shown to you as personal tutor" */
  scope: string
  /** What is to be known of it first. */
  notices: string[]
  rows: ContactRow[]
  /** Said in place of rows. */
  empty?: string
  paging?: Paging
  actions: (ActAction | AskAction)[]
}

export interface ContactRow {
  /** "Call · Monday 23 November" */
  heading: string
  /** "Ruth Adeyemi · follow up on Friday 27 November" */
  details: string
  note?: string
  /** Opens the whole of it; its note is then shortened here. */
  open?: ActOf<'contact-open'>
}

/** Of a note in a list; a page of them stays far below what a card may hold. */
const longestInList = 400

/** Draws contacts, each with a way to the whole of it. */
export function contactsCard(model: ContactsModel): Card {
  const paging = model.paging && pagingView(model.paging)
  return bindCard(template, {
    title: plain(model.title),
    scope: plain(model.scope),
    hasNotices: model.notices.length > 0,
    notices: model.notices.map((text) => ({ type: 'TextBlock', text: plain(text), wrap: true })),
    isEmpty: model.rows.length === 0,
    empty: plain(model.empty ?? ''),
    rows: model.rows.map(rowView),
    hasPaging: paging !== undefined && model.rows.length > 0,
    ...(paging ?? { shown: '', hasPages: false, pages: [] }),
    hasActions: model.actions.length > 0,
    actions: model.actions.slice(0, 6),
  })
}

function rowView({ heading, details, note = '', open }: ContactRow): object {
  const shown = open === undefined ? note : clip(note, longestInList)
  return {
    heading: plain(heading),
    details: plain(details),
    hasNote: note !== '',
    note: paragraphs(shown),
    canOpen: open !== undefined,
    open: open === undefined ? [] : [actAction('Open', open)],
  }
}

/** Lines that somebody typed stay lines; nothing in them is Markdown. */
function paragraphs(text: string): string {
  return text
    .split(/[\r\n]+/u)
    .map(plain)
    .filter((line) => line !== '')
    .join('\n\n')
}
