import type { Day } from '../../data/domain/day'
import type { Store } from '../../data/store/store'

/** What a check found. */
export interface Finding {
  /** A warning is worth a look; something wrong needs mending. */
  state: 'well' | 'warning' | 'wrong'
  /** One line. */
  what: string
  /** What to do about it. */
  mend?: string
}

/** One thing that the doctor looks at. To add a check, add it to the list in index.ts. */
export interface Check {
  name: string
  /** Whether nothing that comes after it can be looked at while this is wrong. */
  first?: boolean
  /** An expected failure that it throws is something wrong, in its own words. */
  look: (examined: Examined) => Promise<Finding[]>
}

export interface Examined {
  store: Store
  /** By the clock of the command; it may be in the store. */
  today: () => Promise<Day>
}
