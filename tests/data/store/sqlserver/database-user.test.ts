import { Dialect, tokenize } from '@polyglot-sql/sdk'
import fc from 'fast-check'
import { z } from 'zod'
import {
  addMember,
  bracketed,
  createUser,
  sidOf,
  type DatabaseUser,
} from '../../../../data/store/sqlserver/database-user'
import { roleNames } from '../../../../data/store/role-grants'
import { deployStatements } from '../../../../data/store/sqlserver/deploy-statements'
import { startParser } from '../../../support/tsql'

beforeAll(startParser)

const clientId = '0b07a1d0-5f1e-4c7c-9d0a-3e5f8a6b0001'
const user: DatabaseUser = { role: 'engagement_bot', name: 'my-engagement-bot', clientId }

const tokens = z.array(z.object({ token_type: z.string(), text: z.string() }))

/** A statement's tokens as T-SQL has them, each with its kind. */
function tokensOf(statement: string): string[] {
  return tokens
    .parse(tokenize(statement, Dialect.TSQL).tokens)
    .map(({ token_type: kind, text }) => `${kind} ${text}`)
}

test('a client ID is known by the bytes that SQL Server makes of it', () => {
  // convert(varchar(64), convert(varbinary(16), cast(@appId as uniqueidentifier)), 1)
  expect(sidOf('6f9619ff-8b86-d011-b42d-00c04fc964ff')).toBe('0xFF19966F868B11D0B42D00C04FC964FF')
})

test('a user is made by its client ID, without a look into the directory', () => {
  expect(createUser(user)).toBe(
    'create user [my-engagement-bot] with default_schema = dbo, sid = 0xD0A1070B1E5F7C4C9D0A3E5F8A6B0001, type = E',
  )
  expect(addMember(user)).toBe('alter role engagement_bot add member [my-engagement-bot]')
})

test('whatever a name holds, it stays one name in the statement', () => {
  const usual = tokensOf(createUser(user))
  const member = tokensOf(addMember(user))
  expect(usual).toContain('QUOTED_IDENTIFIER my-engagement-bot')
  const delimiters = fc.constantFrom(']', '[', "'", '"', ';', ' ', '-', '/', '*', '\\')
  const unit = fc.oneof(delimiters, fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }))
  const names = fc.string({ unit, minLength: 1, maxLength: 128 }).filter((name) => name.trim() === name)
  fc.assert(
    fc.property(names, (name) => {
      const quoted = (token: string) => token.startsWith('QUOTED_IDENTIFIER ')
      const expected = (each: string[]) =>
        each.map((token) => (quoted(token) ? `QUOTED_IDENTIFIER ${name}` : token))
      expect(tokensOf(createUser({ ...user, name }))).toEqual(expected(usual))
      expect(tokensOf(addMember({ ...user, name }))).toEqual(expected(member))
    }),
  )
})

test('a closing bracket is doubled', () => {
  expect(bracketed('a]; drop table student; --')).toBe('[a]]; drop table student; --]')
})

describe('the statements of deploy/sql', () => {
  const roles = deployStatements('roles')

  it('make the roles that a user may be given', () => {
    const made = roles.flatMap((statement) => /create role (\w+)$/u.exec(statement)?.slice(1) ?? [])
    expect(made).toEqual(roleNames)
  })

  it('end before they begin anew: each is one statement', () => {
    for (const statement of [...roles, ...deployStatements('database')])
      expect(tokensOf(statement).filter((token) => token.startsWith('SEMICOLON'))).toEqual([])
  })

  it('ask before they end other sessions’ work', () => {
    const [versions = ''] = deployStatements('database')
    expect(versions).toMatch(
      /^if exists \(.*is_read_committed_snapshot_on = 0\)\n {2}alter database current set/mu,
    )
  })
})
