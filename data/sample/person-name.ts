import { namePools, singleNames } from './names'
import type { Random } from './random'

export interface PersonName {
  given_name: string
  family_name: string
}

/** A name as a student gives it: some have a double surname, a few have one name only. */
export function drawStudentName(random: Random): PersonName {
  if (random.chance(0.005)) return { given_name: '-', family_name: random.pick(singleNames) }
  const name = drawName(random)
  if (!random.chance(0.03) || name.family_name.includes('-')) return name
  const second = drawName(random).family_name
  return { ...name, family_name: `${name.family_name}-${second}` }
}

/** A given name and a surname from the same pool. */
export function drawName(random: Random): PersonName {
  const pool = random.weighted(namePools)
  return { given_name: random.pick(pool.given), family_name: random.pick(pool.family) }
}

/** Letters that do not decompose into a base letter and a mark. */
const undecomposed: Readonly<Record<string, string>> = { ł: 'l', ı: 'i', đ: 'd', ø: 'o', ß: 'ss', æ: 'ae' }

/** Gives addresses of one domain, each once: `sean.obrien`, then `sean.obrien2`. */
export class AddressBook {
  readonly #taken = new Map<string, number>()

  constructor(private readonly domain: string) {}

  address(name: PersonName): string {
    const parts = name.given_name === '-' ? [name.family_name] : [name.given_name, name.family_name]
    const local = parts.map(ascii).join('.')
    const count = (this.#taken.get(local) ?? 0) + 1
    this.#taken.set(local, count)
    return `${local}${count === 1 ? '' : count}@${this.domain}`
  }
}

function ascii(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[łıđøßæ]/g, (letter) => undecomposed[letter] ?? '')
    .replace(/[^a-z-]/g, '')
}
