import { fits, type SealedRow } from '../records/sealed-rows'

/** What was done to the trail. */
export type FaultKind = 'changed' | 'removed' | 'inserted' | 'reordered' | 'head'

/** Something in the trail that the product did not write. */
export interface TrailFault {
  kind: FaultKind
  /** The place in the chain, where it has one; the first of several. */
  position?: number
  /** The entry, where one is known. */
  entry?: string
  /** One sentence. */
  what: string
}

/** Places in the chain without a row, both ends included. */
export interface Gap {
  from: number
  to: number
}

/** What a walk along the chain came upon. */
export interface Findings {
  faults: TrailFault[]
  gaps: Gap[]
  /** Rows whose seal does not fit what they stand for. */
  suspects: SealedRow[]
  /** Of the chain's places, those that can be: others were never given out. */
  places: Gap
}

/** Each suspect is compared with each other; beyond this many, only what stands where is told. */
const mostCompared = 500

/** Says of each suspect what was done to it, and of each gap that it is one. */
export function explain(key: Buffer, { faults, gaps, suspects, places }: Findings): TrailFault[] {
  const compared = suspects.slice(0, mostCompared)
  const moved = movedRows(key, suspects, gaps)
  const taken = new Set(moved.values())
  const explained = suspects.map((row) => {
    const written = moved.get(row)
    if (written !== undefined) return movedFault(row, written)
    return swappedFault(key, row, compared) ?? unmovedFault(row, taken.has(row.seal.position), places)
  })
  const lost = [...withoutPlaces(gaps, taken), ...overwritten(suspects, moved, places)]
  return [...faults, ...explained, ...lost.map(gapFault)].sort(
    (a, b) => (a.position ?? 0) - (b.position ?? 0),
  )
}

/** Where each suspect was written, as far as its seal fits another place. A whole stretch may have moved as one. */
function movedRows(
  key: Buffer,
  suspects: readonly SealedRow[],
  gaps: readonly Gap[],
): Map<SealedRow, number> {
  const compared = suspects.slice(0, mostCompared).map(({ seal }) => seal.position)
  const candidates = [...compared, ...placesIn(gaps)]
  const moved = new Map<SealedRow, number>()
  let shift = 0
  for (const [index, row] of suspects.entries()) {
    const next = row.seal.position + shift
    const written = [next, ...(index < mostCompared ? candidates : [])].find((position) =>
      fits(key, row, { position }),
    )
    if (written === undefined) continue
    moved.set(row, written)
    shift = written - row.seal.position
  }
  return moved
}

/** Places on which another entry stands, and whose own stands nowhere: told where it is known of each that it moved. */
function overwritten(
  suspects: readonly SealedRow[],
  moved: ReadonlyMap<SealedRow, number>,
  places: Gap,
): Gap[] {
  if (places.to === Number.MAX_SAFE_INTEGER) return []
  if (suspects.some((row, index) => index >= mostCompared && !moved.has(row))) return []
  const taken = new Set(moved.values())
  return [...moved.keys()]
    .map(({ seal }) => seal.position)
    .filter((place) => place >= places.from && place <= places.to && !taken.has(place))
    .map((place) => ({ from: place, to: place }))
}

function movedFault({ seal }: SealedRow, written: number): TrailFault {
  const what = `was written at place ${written} and stands at ${seal.position}`
  return { kind: 'reordered', position: seal.position, entry: seal.entry_id, what }
}

/** The row's seal fits the entry of another row. */
function swappedFault(key: Buffer, row: SealedRow, compared: readonly SealedRow[]): TrailFault | undefined {
  const other = compared.find(
    ({ entry, students }) => row.entry && entry && entry !== row.entry && fits(key, row, { entry, students }),
  )
  if (!other) return undefined
  const { position } = row.seal
  const what = `was written at place ${position} and stands at ${other.seal.position}`
  return { kind: 'reordered', position, entry: other.seal.entry_id, what }
}

function unmovedFault({ seal, students }: SealedRow, isTaken: boolean, places: Gap): TrailFault {
  const { position, entry_id: entry } = seal
  const at = { position, entry }
  if (isTaken) return { kind: 'inserted', ...at, what: 'stands where another entry was written' }
  if (position < places.from || position > places.to) {
    return { kind: 'inserted', ...at, what: 'stands where the chain holds no entry' }
  }
  if (students.length !== seal.students) {
    const kind = students.length > seal.students ? 'inserted' : 'removed'
    return { kind, ...at, what: `shows ${students.length} students where ${seal.students} were written` }
  }
  return { kind: 'changed', ...at, what: 'is not what was written: its seal does not fit' }
}

function gapFault({ from, to }: Gap): TrailFault {
  const what = from === to ? 'the entry at this place is gone' : `the entries to place ${to} are gone`
  return { kind: 'removed', position: from, what }
}

function placesIn(gaps: readonly Gap[]): number[] {
  const places: number[] = []
  for (const { from, to } of gaps) {
    for (let place = from; place <= to && places.length < mostCompared; place += 1) places.push(place)
  }
  return places
}

/** The gaps, less the places whose entry stands elsewhere. */
function withoutPlaces(gaps: readonly Gap[], places: ReadonlySet<number>): Gap[] {
  return gaps.flatMap(({ from, to }) => {
    const found = [...places].filter((place) => from <= place && place <= to).sort((a, b) => a - b)
    const starts = [from, ...found.map((place) => place + 1)]
    const ends = [...found.map((place) => place - 1), to]
    return starts.map((start, index) => ({ from: start, to: ends[index] ?? to })).filter(isAny)
  })
}

function isAny({ from, to }: Gap): boolean {
  return from <= to
}
