import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Node } from 'web-tree-sitter'
import { deploy } from '../support/bicep/deployment'
import {
  faultsIn,
  nodesOf,
  parseBicep,
  parseTemplate,
  templateFiles,
  templates,
} from '../support/bicep/syntax'
import { beside, readTemplate } from '../support/bicep/template'

const text = (file: string): string => readFileSync(path.join(templates, file), 'utf8')

it.each(templateFiles())('%s is Bicep', async (file) => {
  expect(faultsIn(await parseTemplate(file))).toEqual([])
})

it.each([
  ['a brace that is not closed', "resource a 'B/c@1' = {\n  name: 'd'\n"],
  ['a property without a colon', "resource a 'B/c@1' = {\n  name 'd'\n}\n"],
  ['a parameter without a type', 'param name\n'],
  ['a quotation mark too few', "var a = 'b\nvar c = 2\n"],
])('%s is found', async (_what, broken) => {
  expect(faultsIn(await parseBicep(broken))).not.toEqual([])
})

test('the registration alone uses the extension, and the configuration says where it comes from', () => {
  const users = templateFiles().filter((file) => /^extension/mu.test(text(file)))
  expect(users).toEqual(['modules/registration.bicep'])
  expect(JSON.parse(text('bicepconfig.json'))).toEqual({
    extensions: {
      microsoftGraphV1: expect.stringMatching(
        /^br:mcr\.microsoft\.com\/bicep\/extensions\/microsoftgraph\/v1\.0:\d+\.\d+\.\d+$/u,
      ) as string,
    },
  })
})

it.each(templateFiles())('%s uses all that it declares', async (file) => {
  const { root, parameters, variables, imports, types } = await readTemplate(file)
  const used = nodesOf(root)
    .filter(isUse)
    .map((node) => node.text)
  const own = [...types].flatMap(([name, { isExported }]) => (isExported ? [] : [name]))
  const declared = [...parameters.map(({ name }) => name), ...variables.keys(), ...imports.keys(), ...own]
  expect(declared.filter((name) => !used.includes(name))).toEqual([])
})

/** A name that stands for a value: not where it is declared, and not a property's own name. */
function isUse({ type, parent, id }: Node): boolean {
  if (type !== 'identifier' || !parent) return false
  const declares = /_declaration$|^import_|^parameter$|^user_defined_function$/u.test(parent.type)
  const isFirst = parent.children.find((one) => one.isNamed)?.id === id
  if (parent.type === 'variable_declaration' || parent.type === 'object_property') return !isFirst
  return !declares || (!isFirst && parent.type !== 'import_functionality')
}

it.each(templateFiles())('%s asks modules for outputs that they have', async (file) => {
  const { root, modules } = await readTemplate(file)
  for (const { symbol, kind } of modules) {
    const { outputs } = await readTemplate(beside(file, kind))
    const asked = nodesOf(root).flatMap(
      (node) => new RegExp(`^${symbol}\\.outputs\\.(\\w+)$`, 'u').exec(node.text)?.[1] ?? [],
    )
    expect(asked.filter((name) => !outputs.has(name))).toEqual([])
  }
})

test('every module is used', async () => {
  const all = await Promise.all(
    templateFiles().map(async (file) => {
      const { modules, imports } = await readTemplate(file)
      return [...modules.map(({ kind }) => kind), ...imports.values()].map((other) => beside(file, other))
    }),
  )
  expect([...new Set(['main.bicep', ...all.flat()])].sort()).toEqual(templateFiles())
})

const budget = { name: 'a', amount: 1, start: '2026-10-01', contacts: ['operations@northbridge.example'] }

it.each([
  ['one that there is not', { ...budget, more: 1 }, 'has no parameter more'],
  ['one too few', { name: 'a' }, 'lacks amount'],
  ['one of another type', { ...budget, amount: '1' }, 'amount is no int'],
])('a module that is given %s is refused', async (_what, given, reason) => {
  await expect(deploy('modules/budget.bicep', given)).rejects.toThrow(reason)
})
