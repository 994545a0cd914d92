/** The keys of claimed rows, the longest due first: neither engine says in which order it gives them back. */
export function inOrderDue(rows: readonly { id: string; due_at: string }[]): string[] {
  return [...rows]
    .sort((a, b) => (a.due_at < b.due_at || (a.due_at === b.due_at && a.id < b.id) ? -1 : 1))
    .map(({ id }) => id)
}
