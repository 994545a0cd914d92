import { policies } from '../../bot/access/policy'
import { registeredTables } from '../../data/rights/register'
import { retentionRules } from '../../data/rights/retention-rules'
import { codesIn, readMarkdownFiles, tablesOf, wordsOfPart, type Part } from '../support/markdown'

let tables: Part[][][]
beforeAll(async () => {
  const documents = await readMarkdownFiles()
  const overview = documents.find(({ file }) => file === 'deploy/security-and-privacy.md')
  tables = tablesOf(overview?.parts ?? [])
})

/** The rows of the table whose first column has this heading. */
function rowsUnder(heading: string): Part[][] {
  const found = tables.find(([head]) => head?.[0] && wordsOfPart(head[0]) === heading)
  return found?.slice(1) ?? []
}

const codesOf = (cell: Part | undefined): string[] => (cell ? codesIn(cell).map(({ value }) => value) : [])
const wordsOf = (cell: Part | undefined): string => (cell ? wordsOfPart(cell) : '')

/** A dagger marks what does not rest on legitimate interests. */
const basisOf = (cell: Part | undefined): string =>
  wordsOf(cell).includes('†') ? 'Articles 6(1)(c), 5(2) and 32' : 'Article 6(1)(f)'
const ruled = new Set<string>(retentionRules.map(({ table }) => table))

it('tells of each table with personal data what the register says: what for, on what basis, how long', () => {
  const said = rowsUnder('data').map(([data, purpose, kept, removed]) => {
    const named = codesOf(data)
    const personal = registeredTables().flatMap(([table, entry]) =>
      named.includes(table) ? entry.personal : [],
    )
    return {
      written: [basisOf(data), wordsOf(purpose), wordsOf(kept), wordsOf(removed)],
      registered: [
        distinct(personal.map(({ basis }) => basis.replace(/^.* UK GDPR /u, ''))),
        distinct(personal.map((each) => each.purpose)),
        distinct(personal.map(({ retention }) => retention.words)),
        named.some((table) => ruled.has(table)) ? 'yes' : 'not yet',
      ],
    }
  })
  expect(said.map(({ written }) => written)).toEqual(said.map(({ registered }) => registered))
})

it('leaves no table with personal data out, and names none twice', () => {
  const personal = registeredTables().flatMap(([table, entry]) => (entry.personal.length > 0 ? [table] : []))
  expect(
    rowsUnder('data')
      .flatMap(([data]) => codesOf(data))
      .sort(),
  ).toEqual(personal.sort())
})

it('tells of each role at which detail it sees, and what second key it needs', () => {
  const rows = rowsUnder('detail').map(([detail, , roles, key]) => ({
    detail: codesOf(detail).join(),
    roles: wordsOf(roles),
    keys: codesOf(key),
  }))
  for (const { detail, words, secondKey } of policies) {
    const row = rows.find((each) => each.detail === detail)
    expect({ words, roles: row?.roles }).toEqual({ words, roles: expect.stringContaining(words) as string })
    expect(row?.keys).toEqual(
      secondKey === undefined ? [] : (expect.arrayContaining([secondKey]) as string[]),
    )
  }
  expect(rows.flatMap(({ keys }) => keys).sort()).toEqual(
    [...new Set(policies.flatMap(({ secondKey }) => secondKey ?? []))].sort(),
  )
})

function distinct(words: readonly string[]): string {
  return [...new Set(words)].join('; ')
}
