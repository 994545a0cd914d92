import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { deploy, type Deployed, type Resource } from './deployment'
import { asList, asText, isValues, type Value, type Values } from './functions'
import { templates } from './syntax'

const value: z.ZodType<Value> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(value), z.record(value)]),
)
const file = z
  .object({
    $schema: z.string().url(),
    contentVersion: z.literal('1.0.0.0'),
    parameters: z.record(z.object({ value }).strict()),
  })
  .strict()

const folder = path.join(templates, 'parameters')

/** The kinds of deployment that there are parameters for. */
export const kinds = readdirSync(folder).map((name) => path.basename(name, '.json'))

/** What a parameter file gives. */
export function parametersOf(kind: string): Values {
  const { parameters } = file.parse(JSON.parse(readFileSync(path.join(folder, `${kind}.json`), 'utf8')))
  return Object.fromEntries(Object.entries(parameters).map(([name, given]) => [name, given.value]))
}

const made = new Map<string, Promise<Deployed>>()

/** A whole deployment of that kind, with an image and everything else that a later one may leave out. */
export function deployAll(kind: string, more: Values = {}): Promise<Deployed> {
  const given = {
    ...parametersOf(kind),
    image: 'registry.example/my-engagement:1.2.3',
    engagementSecret: 'a secret of the tests, never of anybody else',
    contacts: ['operations@northbridge.example'],
    budgetFrom: '2026-10-01',
    ...more,
  }
  const key = JSON.stringify(given)
  const deployed = made.get(key) ?? deploy('main.bicep', given)
  made.set(key, deployed)
  return deployed
}

/** The resources of a type that a deployment makes. */
export const ofType = ({ resources }: Deployed, type: string): Resource[] =>
  resources.filter((resource) => resource.type === type && !resource.existing)

/** What lies at a path such as `properties.template.containers.0`; undefined where nothing does. */
export function at(from: Value | undefined, way: string): Value | undefined {
  return way.split('.').reduce<Value | undefined>((found, step) => {
    if (Array.isArray(found)) return (found as readonly Value[])[Number(step)]
    return isValues(found) ? found[step] : undefined
  }, from)
}

/** The environment of a resource's container: settings by value, secrets as `secret:` and the name they have there. */
export function environmentOf({ body }: Resource): Record<string, string> {
  const variables = asList(at(body, 'properties.template.containers.0.env'))
  return Object.fromEntries(
    variables.map((variable) => [
      asText(at(variable, 'name')),
      at(variable, 'secretRef') === undefined
        ? asText(at(variable, 'value'))
        : `secret:${asText(at(variable, 'secretRef'))}`,
    ]),
  )
}
