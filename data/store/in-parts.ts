/** SQL Server takes 2,100 parameters a statement, and a row may have several. */
const rowsAStatement = 500

/** Cuts a list into parts that fit in one statement each. */
export function inParts<Item>(list: readonly Item[]): Item[][] {
  const count = Math.ceil(list.length / rowsAStatement)
  return Array.from({ length: count }, (_, index) =>
    list.slice(index * rowsAStatement, (index + 1) * rowsAStatement),
  )
}
