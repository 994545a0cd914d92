import type { Detail } from '../domain/role'

/** What each detail lets a query select about a named student (product's table). What is absent shows no person. */
export interface DetailColumns {
  mobile: boolean
  photo: boolean
  /** Trend and the reasons in words. */
  reasons: boolean
  /** Indicators per source, score and raw counts. */
  indicators: boolean
  /** Contacts with the student, their notes, and who has looked at them. */
  contacts: boolean
}

const columns: Partial<Record<Detail, DetailColumns>> = {
  full: { mobile: true, photo: true, reasons: true, indicators: true, contacts: true },
  named: { mobile: false, photo: false, reasons: true, indicators: false, contacts: false },
  contact: { mobile: true, photo: false, reasons: false, indicators: false, contacts: false },
}

/** The columns of a detail that shows named students; undefined for those that show none. */
export function namedColumns(detail: Detail): DetailColumns | undefined {
  return columns[detail]
}
