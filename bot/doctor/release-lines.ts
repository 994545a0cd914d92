import type { Day } from '../../data/domain/day'

/** When what is told here was so: github.com/nodejs/Release, schedule.json. */
export const scheduleKnownOn: Day = '2026-07-02'

/** Lines of Node, and the day from which each gets no fixes any more. */
export const releaseLines: ReadonlyMap<number, Day> = new Map([
  [18, '2025-04-30'],
  [19, '2023-06-01'],
  [20, '2026-04-30'],
  [21, '2024-06-01'],
  [22, '2027-04-30'],
  [23, '2025-06-01'],
  [24, '2028-04-30'],
  [25, '2026-06-01'],
  [26, '2029-04-30'],
  [27, '2030-04-30'],
])
