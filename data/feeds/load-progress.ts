/** How far a load is: reading and checking its files, writing their rows aside, putting these in their place. */
export interface LoadProgress {
  files: readonly string[]
  phase: 'reading' | 'writing' | 'placing'
  /** Rows written aside, and how many there are; both 0 where they are not counted. */
  done: number
  all: number
}
