/** Without the last digits of binary fractions: 29.999999999999996 is 30, and in no lower band. */
export const exactly = (points: number): number => Math.round(points * 1e9) / 1e9
