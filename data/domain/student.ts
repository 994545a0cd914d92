export const modes = ['full-time', 'part-time'] as const
export type Mode = (typeof modes)[number]

/** Enrolment status as the student-records system states it today. */
export const statuses = ['active', 'interrupted', 'withdrawn', 'completed'] as const
export type Status = (typeof statuses)[number]

/**
 * A person's name as staff read it. A given name of `-` marks a person with one name and is never shown.
 */
export function fullName(person: { given_name: string; family_name: string }): string {
  return person.given_name === '-' ? person.family_name : `${person.given_name} ${person.family_name}`
}
