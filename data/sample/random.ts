/** A reproducible stream of draws (sfc32). One per seed and label, so that streams do not disturb each other. */
export class Random {
  #a = 0x9e3779b9
  #b: number
  #c: number
  #counter = 1

  constructor(seed: number, label: string) {
    this.#b = seed | 0
    this.#c = hash(label)
    for (let round = 0; round < 12; round++) this.next()
  }

  /** A number from 0 up to, not including, 1. */
  next(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0
    return (sum >>> 0) / 4_294_967_296
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1))
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  pick<T>(items: readonly T[]): T {
    return present(items[Math.floor(this.next() * items.length)])
  }

  /** One item, each as likely as its weight. */
  weighted<T extends { weight: number }>(items: readonly T[]): T {
    let rest = this.next() * items.reduce((sum, item) => sum + item.weight, 0)
    return present(items.find((item) => (rest -= item.weight) < 0) ?? items.at(-1))
  }

  /** A factor around 1: its logarithm is normal with the given spread. */
  factor(spread: number): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()))
    return Math.exp(spread * radius * Math.cos(2 * Math.PI * this.next()))
  }

  /** How often something happens that happens `mean` times on average. */
  poisson(mean: number): number {
    const limit = Math.exp(-mean)
    let product = this.next()
    let count = 0
    for (; product > limit; count++) product *= this.next()
    return count
  }

  shuffled<T>(items: readonly T[]): T[] {
    const keyed = items.map((item) => ({ item, key: this.next() }))
    return keyed.sort((one, other) => one.key - other.key).map(({ item }) => item)
  }

  /** A version 4 UUID. */
  uuid(): string {
    const hex = (digits: number) =>
      Math.floor(this.next() * 16 ** digits)
        .toString(16)
        .padStart(digits, '0')
    return `${hex(8)}-${hex(4)}-4${hex(3)}-${this.pick(['8', '9', 'a', 'b'])}${hex(3)}-${hex(6)}${hex(6)}`
  }
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  }
  return value
}

function present<T>(item: T | undefined): T {
  if (item === undefined) throw new Error('Nothing to pick from')
  return item
}
