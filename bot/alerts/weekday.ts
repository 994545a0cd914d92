import { dayNumber, type Day } from '../../data/domain/day'

/** 1 is Monday. */
export const weekdayOf = (day: Day): number => ((dayNumber(day) + 3) % 7) + 1
