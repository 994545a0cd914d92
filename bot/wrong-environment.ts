import { EngagementError } from '../data/domain/errors'

/** What is wrong in the environment, a sentence for each variable. Its message is all of them. */
export class WrongEnvironment extends EngagementError {
  constructor(readonly faults: readonly [string, ...string[]]) {
    super('configuration', faults.join(' '))
  }
}

type Readers = Readonly<Record<string, () => unknown>>
type ReadOf<Parts extends Readers> = { [Name in keyof Parts]: ReturnType<Parts[Name]> }

/**
 * Reads parts that do not depend on each other, so that what is wrong in all of them is told at once.
 *
 * @throws WrongEnvironment with the faults of all parts, in order
 */
export function together<Parts extends Readers>(parts: Parts): ReadOf<Parts> {
  const faults: string[] = []
  const read = Object.entries(parts).map(([name, part]) => {
    try {
      return [name, part()]
    } catch (error) {
      faults.push(...faultsIn(error))
      return [name, undefined]
    }
  })
  const [first, ...others] = faults
  if (first !== undefined) throw new WrongEnvironment([first, ...others])
  // Each name has what its own part gave.
  return Object.fromEntries(read) as ReadOf<Parts>
}

/**
 * What a reader of the environment found wrong, in sentences.
 *
 * @throws whatever is no fault of the environment
 */
export function faultsIn(error: unknown): readonly string[] {
  if (error instanceof WrongEnvironment) return error.faults
  if (error instanceof EngagementError && error.code === 'configuration') return [error.message]
  throw error
}
