/** Roles in the student-records assignments, and how much of a student each may see. */
export const roles = [
  'personal-tutor',
  'level-tutor',
  'programme-leader',
  'director-of-school',
  'faculty-pvc',
  'faculty-ade',
  'faculty-admin',
  'project-staff',
  'elt',
  'data-protection',
  'administrator',
] as const
export type Role = (typeof roles)[number]

export const details = [
  'full',
  'named',
  'contact',
  'pseudonymous',
  'aggregate',
  'rights',
  'operations',
] as const
export type Detail = (typeof details)[number]
