import { askAction, type AskAction, type AskData } from './verbs'

/** Which part of a list a card shows, and how to turn its pages. */
export interface Paging {
  first: number
  last: number
  total: number
  previous?: AskData
  next?: AskData
}

/** The foot of a list, as its template draws it. */
export function pagingView(paging: Paging): { shown: string; hasPages: boolean; pages: AskAction[] } {
  const pages = pageActions(paging)
  return { shown: pageWords(paging), hasPages: pages.length > 0, pages }
}

function pageActions({ previous, next }: Paging): AskAction[] {
  return [
    ...(previous === undefined
      ? []
      : [askAction({ title: 'Previous', tooltip: 'Previous page', ...previous })]),
    ...(next === undefined ? [] : [askAction({ title: 'Next', tooltip: 'Next page', ...next })]),
  ]
}

/** "11–20 of 23" */
function pageWords({ first, last, total }: Paging): string {
  return `${first}–${last} of ${total}`
}
