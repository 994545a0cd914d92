import { policies } from '../../bot/access/policy'
import { codesIn, readMarkdownFiles, tablesOf, wordsOfPart } from '../support/markdown'

test('the guide tells of every role which app role it needs besides its assignment', async () => {
  const guide = (await readMarkdownFiles()).find(({ file }) => file === 'deploy/administrator-guide.md')
  const rows = tablesOf(guide?.parts ?? []).find(
    ([head]) => head?.[0] && wordsOfPart(head[0]) === 'in assignments',
  )
  const told = (rows ?? []).slice(1).flatMap(([roles, key]) =>
    (roles ? codesIn(roles) : []).map(({ value }) => ({
      role: value,
      key: key ? codesIn(key)[0]?.value : undefined,
    })),
  )
  const needed = policies.map(({ role, secondKey }) => ({ role: role, key: secondKey }))
  const byRole = (all: typeof told) => [...all].sort((a, b) => a.role.localeCompare(b.role))
  expect(byRole(told)).toEqual(byRole(needed))
})
