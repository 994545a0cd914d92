/** Counts what came within so many milliseconds, exactly: each arrival by its own time. */
export class SlidingWindow {
  private readonly times: number[] = []
  private first = 0
  /** The most that ever came within the window. */
  fullest = 0

  constructor(
    readonly milliseconds: number,
    readonly most: number,
  ) {}

  /** How many came within the window that ends now. */
  count(now: number): number {
    while (this.first < this.times.length && (this.times[this.first] ?? 0) <= now - this.milliseconds)
      this.first += 1
    return this.times.length - this.first
  }

  add(now: number): void {
    this.times.push(now)
    this.fullest = Math.max(this.fullest, this.count(now))
  }

  /** When there is room again, in milliseconds from now; 0 where there is. */
  roomIn(now: number): number {
    const over = this.count(now) - this.most
    return over < 0 ? 0 : (this.times[this.first + over] ?? now) + this.milliseconds - now
  }
}
