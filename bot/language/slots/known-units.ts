import type { Unit } from '../../../data/queries/units'
import { wordsOf } from '../words'

/** What people call the kinds of unit. */
export const kindWords: ReadonlyMap<string, Unit['kind']> = new Map(
  Object.entries({
    programme: 'programme',
    programmes: 'programme',
    program: 'programme',
    course: 'programme',
    degree: 'programme',
    school: 'school',
    department: 'school',
    dept: 'school',
    faculty: 'faculty',
  }),
)

/** Before a programme's name; they tell no programme apart. */
export const awards: ReadonlySet<string> = new Set(
  'bsc ba msc ma beng meng llb bachelors undergraduate ug hons honours degree'.split(' '),
)

/** In a unit's name these tell nothing. */
export const weak: ReadonlySet<string> = new Set(
  'of and the in for school faculty department programme course studies foundation year'.split(' '),
)

export interface KnownUnit {
  unit: Unit
  /** Runs of words that name it outright. */
  names: string[]
  /** The words of its name that tell it apart. */
  telling: string[]
  /** Its name without "School of". */
  bare: string
  /** What its code ends with: "cs" of BSC-CS. */
  tail: string | undefined
}

const ready = new WeakMap<readonly Unit[], KnownUnit[]>()

/** Worked out once for a message, which several intents look at. */
export function knownUnits(units: readonly Unit[]): KnownUnit[] {
  const known = ready.get(units) ?? units.map((unit) => knownBy(unit, units))
  ready.set(units, known)
  return known
}

function knownBy(unit: Unit, units: readonly Unit[]): KnownUnit {
  const name = wordsOf(unit.name).map(({ norm }) => norm)
  const code = wordsOf(unit.unit_code).map(({ norm }) => norm)
  const tail = code.length > 1 && (code.at(-1) ?? '').length > 1 ? code.at(-1) : undefined
  return {
    unit,
    names: [name.join(' '), code.join(' '), code.join(''), ...headOf(unit, units)],
    telling: name.filter((word) => !weak.has(word)),
    bare: name.join(' ').replace(/^(faculty|school|department) of /u, ''),
    tail,
  }
}

/** How its code begins, where no other does: "LLB". */
function headOf(unit: Unit, units: readonly Unit[]): string[] {
  const head = (code: string): string => wordsOf(code)[0]?.norm ?? ''
  const own = head(unit.unit_code)
  const isOnly = own.length > 2 && units.every((each) => each === unit || head(each.unit_code) !== own)
  return isOnly ? [own] : []
}
