import { registeredTables } from '../../data/rights/register'
import { asList, asText } from '../support/bicep/functions'
import { at, deployAll, kinds, ofType } from '../support/bicep/parameters'
import { readTemplate } from '../support/bicep/template'

/** The shortest period that the register counts in years, in days. */
const shortest =
  365 *
  Math.min(
    ...registeredTables()
      .flatMap(([, { personal }]) => personal)
      .flatMap(({ retention: { years } }) => years ?? []),
  )

/** An ISO 8601 length in days, or weeks. */
function daysOf(length: string): number {
  const [, weeks] = /^P(\d+)W$/u.exec(length) ?? []
  if (length === 'PT0S') return 0
  if (weeks === undefined) throw new Error(`${length} is no length of weeks.`)
  return 7 * Number(weeks)
}

/** How long the longest-lived backup of a deployment lives, in days. */
async function longest(kind: string, more: Record<string, number> = {}): Promise<number> {
  const all = await deployAll(kind, more)
  const [days] = ofType(all, 'Microsoft.Sql/servers/databases/backupShortTermRetentionPolicies')
  const [long] = ofType(all, 'Microsoft.Sql/servers/databases/backupLongTermRetentionPolicies')
  const lengths = ['weeklyRetention', 'monthlyRetention', 'yearlyRetention'].map((name) =>
    daysOf(asText(at(long?.body, `properties.${name}`))),
  )
  return Math.max(Number(at(days?.body, 'properties.retentionDays')), ...lengths)
}

test('the register counts something in years', () => {
  expect(shortest).toBe(365)
})

test.each(kinds)('no backup of %s outlives what is kept for the shortest time', async (kind) => {
  expect(await longest(kind)).toBeLessThanOrEqual(shortest / 2)
})

test('nor does any that the parameters would allow', async () => {
  const { parameters } = await readTemplate('main.bicep')
  const most = (name: string): number =>
    Number(parameters.find((one) => one.name === name)?.decorators.maxValue?.[0]?.text)
  const allowed = { pointInTimeDays: most('pointInTimeDays'), longTermWeeks: most('longTermWeeks') }
  expect(await longest('production', allowed)).toBeLessThanOrEqual(shortest / 2)
  await expect(
    longest('production', { ...allowed, longTermWeeks: allowed.longTermWeeks + 1 }),
  ).rejects.toThrow('longTermWeeks is too great')
})

test.each(kinds)('the database of %s never pauses, and can hold a columnstore index', async (kind) => {
  const [database] = ofType(await deployAll(kind), 'Microsoft.Sql/servers/databases')
  expect(asText(at(database?.body, 'sku.name'))).toMatch(/^(GP|BC|HS)_/u)
  const isServerless = /_S_/u.test(asText(at(database?.body, 'sku.name')))
  expect(at(database?.body, 'properties.autoPauseDelay')).toBe(isServerless ? -1 : null)
})

test.each(kinds)('feed files of %s are removed, and nothing brings them back', async (kind) => {
  const all = await deployAll(kind)
  const [policy] = ofType(all, 'Microsoft.Storage/storageAccounts/managementPolicies')
  const [rule, ...more] = asList(at(policy?.body, 'properties.policy.rules'))
  expect(more).toEqual([])
  expect(rule).toMatchObject({
    enabled: true,
    definition: {
      filters: { blobTypes: ['blockBlob'], prefixMatch: ['feeds/'] },
      actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: expect.any(Number) as number } } },
    },
  })
  const [blobs] = ofType(all, 'Microsoft.Storage/storageAccounts/blobServices')
  expect(blobs?.body.properties).toMatchObject({
    deleteRetentionPolicy: { enabled: false },
    isVersioningEnabled: false,
  })
})
