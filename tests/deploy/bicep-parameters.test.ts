import type { Value } from '../support/bicep/functions'
import { deployAll, kinds, parametersOf } from '../support/bicep/parameters'
import { deploy } from '../support/bicep/deployment'
import { readTemplate, wrongFor } from '../support/bicep/template'

describe.each(kinds)('the parameters of %s', (kind) => {
  const given = parametersOf(kind)

  test('exist, are of the right type, and leave none open that needs a value', async () => {
    const { parameters } = await readTemplate('main.bicep')
    const names = parameters.map(({ name }) => name)
    expect(Object.keys(given).filter((name) => !names.includes(name))).toEqual([])
    const wrong = parameters.map((parameter) => {
      const value = given[parameter.name]
      if (value === undefined) return parameter.standard ? undefined : `${parameter.name} is missing.`
      return wrongFor(parameter, value)
    })
    expect(wrong.filter((one) => one !== undefined)).toEqual([])
  })

  test('hold no secret and nothing that is to be filled in', async () => {
    const { parameters } = await readTemplate('main.bicep')
    const secret = parameters.filter(({ decorators }) => 'secure' in decorators).map(({ name }) => name)
    expect(secret).toEqual(['engagementSecret'])
    expect(Object.keys(given).filter((name) => secret.includes(name))).toEqual([])
    expect(textsIn(given).filter((text) => /[<>{}$]/u.test(text))).toEqual([])
  })

  test('make everything but the app and the jobs before there is an image', async () => {
    const first = await deploy('main.bicep', given)
    const all = await deployAll(kind)
    const types = new Set(first.resources.map(({ type }) => type))
    const later = new Set(all.resources.map(({ type }) => type).filter((type) => !types.has(type)))
    expect([...later].sort()).toEqual([
      'Microsoft.App/containerApps',
      'Microsoft.App/jobs',
      'Microsoft.Consumption/budgets',
      'Microsoft.Insights/actionGroups',
      'Microsoft.Insights/metricAlerts',
      'Microsoft.KeyVault/vaults/secrets',
    ])
    expect(all.outputs).toEqual(first.outputs)
  })

  test('give a new version to the jobs alone when that is asked for', async () => {
    const { resources } = await deployAll(kind, { jobsOnly: true })
    const types = resources.map(({ type }) => type)
    expect(types).toContain('Microsoft.App/jobs')
    expect(types).not.toContain('Microsoft.App/containerApps')
  })

  test('keep names within what Azure takes', async () => {
    const { resources } = await deployAll(kind, { name: 'a-name-of-twenty-chs' })
    const lengths: Record<string, number> = {
      'Microsoft.App/jobs': 32,
      'Microsoft.App/containerApps': 32,
      'Microsoft.KeyVault/vaults': 24,
      'Microsoft.Storage/storageAccounts': 24,
      'Microsoft.BotService/botServices': 42,
      'Microsoft.ContainerRegistry/registries': 50,
    }
    const tooLong = resources.filter(({ type, name }) => name.length > (lengths[type] ?? 63))
    expect(tooLong).toEqual([])
  })
})

const textsIn = (value: Value): string[] => {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null
    ? Object.values(value).flatMap((one: Value) => textsIn(one))
    : []
}
