import type { Node } from 'web-tree-sitter'
import { evaluate, repeated, within, type Scope } from './evaluate'
import { asText, asValues, isValues, resourceGroup, type Value, type Values } from './functions'
import { madeByAzure } from './made-by-azure'
import { child, children } from './syntax'
import { beside, readTemplate, wrongFor, type Declaration, type Template } from './template'

/** A resource as Azure would be asked for it. */
export interface Resource {
  type: string
  apiVersion: string
  /** The template that it is in. */
  file: string
  existing: boolean
  name: string
  id: string
  /** As it is written, with everything worked out. */
  body: Values
}

export interface Deployed {
  resources: readonly Resource[]
  outputs: Values
}

/** Everything that a template comes to with these parameters: no Azure is asked, and conditions hold as they would there. */
export async function deploy(file: string, given: Values): Promise<Deployed> {
  return new Deployment(await withModules(file)).run(file, given)
}

/** A template with all those that it uses, by their paths. */
async function withModules(file: string): Promise<Map<string, Template>> {
  const template = await readTemplate(file)
  const used = [...template.modules.map(({ kind }) => kind), ...template.imports.values()]
  const all = await Promise.all(used.map((other) => withModules(beside(file, other))))
  return new Map([[file, template], ...all.flatMap((others) => [...others])])
}

/** One turn of a resource or module: what it is set to, and the names that hold there. */
interface Turn {
  body: Node
  scope: Scope
}

class Deployment {
  readonly #templates: ReadonlyMap<string, Template>

  constructor(templates: ReadonlyMap<string, Template>) {
    this.#templates = templates
  }

  run(file: string, given: Values): Deployed {
    const template = this.#template(file)
    const resources: Resource[] = []
    const scope = this.#scopeOf(template, given)
    for (const declaration of template.resources) {
      for (const turn of turnsOf(declaration, scope)) resources.push(resourceOf(template, declaration, turn))
    }
    for (const { kind, body } of template.modules) {
      for (const turn of turnsOf({ body }, scope)) {
        resources.push(...this.run(beside(file, kind), paramsOf(turn)).resources)
      }
    }
    const outputs = Object.fromEntries(
      [...template.outputs].map(([name, expression]) => [name, evaluate(expression, scope)]),
    )
    return { resources, outputs }
  }

  #template(file: string): Template {
    const template = this.#templates.get(file)
    if (!template) throw new Error(`There is no ${file}.`)
    return template
  }

  #scopeOf(template: Template, given: Values): Scope {
    refuseWrong(template, given)
    const known = new Map<string, Value | undefined>(Object.entries(given))
    const find = (name: string): Value | undefined => {
      const standard = template.parameters.find((parameter) => parameter.name === name)?.standard
      const expression = standard ?? template.variables.get(name)
      return expression ? evaluate(expression, scope) : this.#declared(template, name, scope)
    }
    const scope: Scope = {
      value: (name) => {
        if (!known.has(name)) known.set(name, find(name))
        return known.get(name)
      },
      call: (name) => this.#functionOf(template, name),
    }
    return scope
  }

  #declared(template: Template, name: string, scope: Scope): Value | undefined {
    const resource = template.resources.find(({ symbol }) => symbol === name)
    if (resource) {
      const turn = {
        scope,
        body: resource.body.type === 'if_statement' ? child(resource.body, 1) : resource.body,
      }
      return merged(resourceOf(template, resource, turn))
    }
    const used = template.modules.find(({ symbol }) => symbol === name)
    if (!used) return undefined
    const [turn] = turnsOf(used, scope)
    if (!turn) throw new Error(`${name} is not deployed, so it has no outputs.`)
    return { outputs: this.run(beside(template.file, used.kind), paramsOf(turn)).outputs }
  }

  #functionOf(template: Template, name: string): ((given: readonly Value[]) => Value) | undefined {
    const from = template.imports.get(name)
    if (from !== undefined) return this.#functionOf(this.#template(beside(template.file, from)), name)
    const node = template.functions.get(name)
    if (!node) return undefined
    const [, parameters] = children(node)
    const names = parameters ? children(parameters).map((parameter) => child(parameter, 0).text) : []
    return (values) => {
      const known = Object.fromEntries(names.map((parameter, at) => [parameter, values[at] ?? null]))
      return evaluate(child(node, children(node).length - 1), within(this.#scopeOf(template, {}), known))
    }
  }
}

/** None where the condition does not hold, several for a loop. */
function turnsOf({ body }: Pick<Declaration, 'body'>, scope: Scope): Turn[] {
  if (body.type === 'for_statement')
    return repeated(body, scope).flatMap((turn) => turnsOf({ body: turn.body }, turn.scope))
  if (body.type !== 'if_statement') return [{ body, scope }]
  return evaluate(child(body, 0), scope) === true ? [{ body: child(body, 1), scope }] : []
}

function resourceOf({ file }: Template, { kind, existing }: Declaration, { body, scope }: Turn): Resource {
  const [type = '', apiVersion = ''] = kind.split('@')
  const values = asValues(evaluate(body, scope))
  const name = asText(values.name ?? values.uniqueName ?? '')
  const own = isValues(values.parent) ? `/${type.split('/').at(-1) ?? ''}/` : `/providers/${type}/`
  const above = [values.parent, values.scope].find(isValues)
  const id = `${above ? asText(above.id) : resourceGroup}${own}${name}`
  return { type, apiVersion, file, existing, name, id, body: values }
}

/** What an expression sees of a resource. */
function merged({ type, name, id, body }: Resource): Values {
  const made = madeByAzure(type, name, id, body)
  const properties = {
    ...(body.properties as Values | undefined),
    ...(made.properties as Values | undefined),
  }
  return { id, ...body, ...made, properties }
}

const paramsOf = ({ body, scope }: Turn): Values => asValues(asValues(evaluate(body, scope)).params ?? {})

function refuseWrong({ file, parameters }: Template, given: Values): void {
  const unknown = Object.keys(given).filter(
    (name) => !parameters.some((parameter) => parameter.name === name),
  )
  if (unknown.length > 0) throw new Error(`${file} has no parameter ${unknown.join(', ')}.`)
  for (const parameter of parameters) {
    const value = given[parameter.name]
    if (value === undefined && parameter.standard === undefined)
      throw new Error(`${file} lacks ${parameter.name}.`)
    const wrong = value === undefined ? undefined : wrongFor(parameter, value)
    if (wrong !== undefined) throw new Error(`${file}: ${wrong}`)
  }
}
