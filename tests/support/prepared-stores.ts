import path from 'node:path'

// The stores that are made once for all tests, by the global set-up: copied, never opened.

/** The sample university of about 3,000 students. */
export const sampleFile = (): string => file('sample.db')

/** The small university, without any activity. */
export const universityFile = (): string => file('university.db')

function file(name: string): string {
  return path.join(process.env.ENGAGEMENT_TEST_STORES ?? '', name)
}
