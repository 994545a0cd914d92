import type { ArchetypeName } from './archetypes'

export type Situation =
  | 'falling'
  | 'recovering'
  | 'silent'
  | 'low'
  | 'partial'
  | 'good'
  | 'high'
  | 'placement'
  | 'part-time'
  | 'interrupted'
  | 'just-joined'
  | 'same-name'
  | 'one-name'

/** A tutee of the demo tutor. Same for every seed; only the noise in the activity differs. */
export interface DemoTutee {
  situation: Situation
  student_id: string
  given_name: string
  family_name: string
  programme: string
  archetype: ArchetypeName
}

const tutee = (
  situation: Situation,
  student_id: string,
  given_name: string,
  family_name: string,
  archetype: ArchetypeName,
  programme = 'BSC-CS',
): DemoTutee => ({ situation, student_id, given_name, family_name, archetype, programme })

/** All at level 5, so that they are compared with the same peers. */
export const demoTuteeLevel = 5

export const demoTutees: readonly DemoTutee[] = [
  tutee('falling', '00412301', 'Aisha', 'Rahman', 'falling'),
  tutee('recovering', '00412302', 'Priya', 'Sharma', 'recovering'),
  tutee('silent', '00412303', 'Callum', 'Fraser', 'silent'),
  tutee('low', '00412304', 'Chidi', 'Okafor', 'steady-low'),
  tutee('partial', '00412305', 'Megan', 'Davies-Clarke', 'steady-partial'),
  tutee('good', '00412306', 'Łukasz', 'Wójcik', 'steady-good'),
  tutee('high', '00412307', 'Niamh', "O'Brien", 'steady-high'),
  tutee('placement', '00412308', 'Wei', 'Zhang', 'steady-good', 'BSC-CYB'),
  tutee('part-time', '00412309', 'Leon', 'Campbell', 'weekend-worker'),
  tutee('interrupted', '00412310', 'Zeynep', 'Yılmaz', 'steady-partial'),
  tutee('just-joined', '00412311', 'Hannah', 'Whitfield', 'steady-good'),
  tutee('same-name', '00412312', 'Mohammed', 'Ali', 'steady-good'),
  tutee('same-name', '00412313', 'Mohammed', 'Ali', 'commuter'),
  tutee('one-name', '00412314', '-', 'Karthikeyan', 'library-lover'),
]
