import type { Random } from './random'
import type { TermDay } from './term'

export const hour = 3600

/** Hours of the day in which people are about, in seconds. None lies where clocks change. */
export interface Hours {
  from: number
  to: number
}

/** Distinct seconds of a day in order: each falls into its own part of the hours. */
export function spread(random: Random, count: number, { from, to }: Hours): number[] {
  const part = (to - from) / count
  return Array.from({ length: count }, (_, index) => Math.floor(from + part * (index + random.next() * 0.9)))
}

/** As a clock on the wall in London shows it, without an offset. */
export function localTime({ day }: TermDay, second: number): string {
  return `${day}T${clock(second)}`
}

/** London time with its offset. */
export function offsetTime({ day, hoursAhead }: TermDay, second: number): string {
  return `${day}T${clock(second)}+0${hoursAhead}:00`
}

/** UTC. The second must be an hour or more after midnight. */
export function utcTime({ day, hoursAhead }: TermDay, second: number): string {
  return `${day}T${clock(second - hoursAhead * hour)}Z`
}

function clock(second: number): string {
  return `${pad(Math.floor(second / hour))}:${pad(Math.floor(second / 60) % 60)}:${pad(second % 60)}`
}

function pad(number: number): string {
  return number < 10 ? `0${number}` : `${number}`
}
