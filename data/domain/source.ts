/** Where a signal of engagement comes from. */
export const sources = ['canvas', 'library', 'printing', 'attendance', 'submissions'] as const
export type Source = (typeof sources)[number]

/** How staff name a source. */
export const sourceNames: Record<Source, string> = {
  attendance: 'Attendance',
  canvas: 'Canvas',
  submissions: 'Submissions',
  library: 'Library',
  printing: 'Printing',
}
