import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import Ajv from 'ajv'
import { parse } from 'yaml'
import { z } from 'zod'
import { repository } from '../support/command'

const deploy = path.join(repository, 'deploy')
const text = readFileSync(path.join(deploy, 'm365agents.yml'), 'utf8')
const environments = ['production', 'trial']

const action = z.object({
  uses: z.string(),
  with: z.record(z.unknown()),
  writeToEnvironmentFile: z.record(z.string()).default({}),
})
const project = z
  .object({
    version: z.literal('v1.13'),
    projectId: z.string().uuid(),
    environmentFolderPath: z.literal('./env'),
    provision: z.array(action),
    deploy: z.array(action),
    publish: z.array(action),
  })
  .parse(parse(text))
const stages = ['provision', 'deploy', 'publish'] as const

/** The variables of an environment's file, with their values. */
function variablesOf(environment: string): Map<string, string> {
  const lines = readFileSync(path.join(deploy, 'env', `.env.${environment}`), 'utf8').split('\n')
  return new Map(
    lines
      .filter((line) => /^\w+=/u.test(line))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  )
}

const schemaFile = path.join(repository, '../shared/schemas/teams/m365agents-yaml-v1.13.schema.json')
if (!existsSync(schemaFile))
  console.info('m365agents.yml is not checked by its schema, which is not at hand.')
const withSchema = existsSync(schemaFile) ? test : test.skip

withSchema('the file is as the toolkit’s schema has it', () => {
  const schema = z.record(z.unknown()).parse(JSON.parse(readFileSync(schemaFile, 'utf8')))
  const validate = new Ajv({ strict: false }).compile(schema)
  const whole = z.record(z.unknown()).parse(parse(text))
  expect(validate(whole) ? [] : validate.errors).toEqual([])
  expect(validate({ ...whole, provision: [{ uses: 'teamsApp/update', with: {} }] })).toBe(false)
})

test('each stage does its steps in their order', () => {
  expect(stages.map((stage) => project[stage].map(({ uses }) => uses))).toEqual([
    [
      'teamsApp/create',
      'arm/deploy',
      'teamsApp/validateManifest',
      'teamsApp/zipAppPackage',
      'teamsApp/validateAppPackage',
      'teamsApp/update',
    ],
    ['script', 'script', 'script', 'script', 'script'],
    [
      'teamsApp/validateManifest',
      'teamsApp/zipAppPackage',
      'teamsApp/validateAppPackage',
      'teamsApp/update',
      'teamsApp/publishAppPackage',
    ],
  ])
})

/** What stands under a key anywhere in the steps. */
const namedAs = (key: RegExp): string[] =>
  [...text.matchAll(new RegExp(`^ *(?:- )?(?:${key.source}): (\\S+)$`, 'gmu'))].map(([, value = '']) => value)

test('what it names is there', () => {
  const named = namedAs(/path|parameters|manifestPath/u)
  expect(named).toEqual(expect.arrayContaining(['../manifest/manifest.json', './main.bicep']))
  const files = named.flatMap((file) =>
    environments.map((environment) => file.replace('${{TEAMSFX_ENV}}', environment)),
  )
  expect(files.filter((file) => !existsSync(path.join(deploy, file)))).toEqual([])
})

test('what it makes is kept by no commit', () => {
  const made = namedAs(/outputZipPath|appPackagePath|outputFolder/u)
  expect(made.length).toBeGreaterThan(6)
  expect(made.filter((file) => !file.startsWith('../var/app-package'))).toEqual([])
})

/** The toolkit asks for these, or knows them. */
const given = ['TEAMSFX_ENV', 'AZURE_SUBSCRIPTION_ID', 'AZURE_RESOURCE_GROUP_NAME']

/** What the toolkit makes variables of. */
function outputs(): string[] {
  const bicep = readFileSync(path.join(deploy, 'main.bicep'), 'utf8')
  return [...bicep.matchAll(/^output (\w+) /gmu)].map(([, name = '']) => name)
}

test.each(environments)('every variable that is used is told by something before: %s', (environment) => {
  const known = new Set([...given, ...variablesOf(environment).keys()])
  const unknown = stages.flatMap((stage) =>
    project[stage].flatMap(({ uses, with: options, writeToEnvironmentFile }) => {
      const used = [...JSON.stringify(options).matchAll(/\$\{\{(\w+)\}\}/gu)].map(([, name = '']) => name)
      const missing = used.filter((name) => !known.has(name))
      const set = [...JSON.stringify(options).matchAll(/set-teamsfx-env (\w+)=/gu)].map(
        ([, name = '']) => name,
      )
      const told = [
        ...Object.values(writeToEnvironmentFile),
        ...set,
        ...(uses === 'arm/deploy' ? outputs() : []),
      ]
      for (const name of told) known.add(name)
      return missing
    }),
  )
  expect(unknown).toEqual([])
  // What the manifest leaves open.
  for (const name of ['TEAMS_APP_ID', 'BOT_ID', 'BOT_DOMAIN']) expect([...known]).toContain(name)
})

test.each(environments)(
  'the file of an environment holds no secret and no values of anyone: %s',
  (environment) => {
    const variables = variablesOf(environment)
    expect(variables.get('TEAMSFX_ENV')).toBe(environment)
    const filled = [...variables].filter(([, value]) => value !== '').map(([name]) => name)
    expect(filled).toEqual(['TEAMSFX_ENV', 'MIGRATE_JOB'])
  },
)

test.each(environments)('the job that migrates is that of the parameters: %s', (environment) => {
  const file = path.join(deploy, 'parameters', `${environment}.json`)
  const parameters = z.object({ parameters: z.object({ name: z.object({ value: z.string() }) }) })
  const { name } = parameters.parse(JSON.parse(readFileSync(file, 'utf8'))).parameters
  expect(variablesOf(environment).get('MIGRATE_JOB')).toBe(`${name.value}-migrate`)
})

test('no secret goes through it', () => {
  expect(text.replaceAll(/^ *#.*$/gmu, '')).not.toMatch(/secret|password|key/iu)
})
