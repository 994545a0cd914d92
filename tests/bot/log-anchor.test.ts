import { sql } from 'kysely'
import { logAnchor } from '../../bot/log-anchor'
import type { LogFields } from '../../bot/log'
import { lookAt, storeInMemory, verify } from '../support/trail'

test('the end of the chain is logged, once there is one, and that it cannot be read', async () => {
  const lines: [string, LogFields?][] = []
  const write = (...line: [string, LogFields?]): void => void lines.push(line)
  const store = await storeInMemory()
  const logging = { store, log: { info: write, warn: write, error: write } }
  await logAnchor(logging)
  expect(lines).toEqual([])
  await lookAt(store)
  await logAnchor(logging)
  expect(lines.pop()).toEqual(['access trail anchor', (await verify(store)).head])
  await sql`update access_chain set seal = 'x'`.execute(store.db)
  await logAnchor(logging)
  expect(lines.pop()?.[0]).toBe('no access trail anchor')
  await store.close()
})
