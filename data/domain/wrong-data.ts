/**
 * What may be wrong about the data that an alert rests on. It is chosen, never written: a report goes to those who run the
 * product, who are to learn nothing of the student by it.
 */
export const wrongDataKinds = [
  'attendance',
  'work',
  'canvas',
  'library-printing',
  'not-studying',
  'not-my-student',
  'other',
] as const
export type WrongDataKind = (typeof wrongDataKinds)[number]

/** How staff choose it. */
export const wrongDataNames: Record<WrongDataKind, string> = {
  attendance: 'Teaching events or attendance',
  work: 'Work or submissions',
  canvas: 'Online activity (Canvas)',
  'library-printing': 'Library or printing',
  'not-studying': 'Not studying at present (withdrawn, on placement, on leave)',
  'not-my-student': 'Not my student',
  other: 'Something else',
}
