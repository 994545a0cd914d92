/** The part of a list to show. */
export interface Part {
  offset: number
  count: number
}

/** A part of a list: the last page where less is left than was asked for. */
export function partOf<T>(rows: readonly T[], { offset: asked, count }: Part): { rows: T[]; offset: number } {
  const lastPage = Math.max(0, Math.ceil(rows.length / count) - 1) * count
  const offset = rows.length > asked ? asked : lastPage
  return { rows: rows.slice(offset, offset + count), offset }
}
