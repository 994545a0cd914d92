import { setTimeout as wait } from 'node:timers/promises'

/** Waits until something holds, a few seconds at most. */
export async function until(holds: () => boolean | Promise<boolean>, seconds = 20): Promise<void> {
  const deadline = Date.now() + seconds * 1_000
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('It never came to hold.')
    await wait(50)
  }
}
