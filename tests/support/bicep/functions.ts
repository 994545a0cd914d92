import { createHash } from 'node:crypto'

/** What an expression comes to. */
export type Value = string | number | boolean | null | readonly Value[] | Values
export interface Values {
  readonly [name: string]: Value
}

export function isValues(value: Value | undefined): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function asText(value: Value | undefined): string {
  if (typeof value === 'string') return value
  if (value === undefined) throw new Error('A text is missing.')
  return JSON.stringify(value)
}

export function asList(value: Value | undefined): readonly Value[] {
  if (Array.isArray(value)) return value as readonly Value[]
  throw new Error(`${asText(value)} is no array.`)
}

export function asValues(value: Value | undefined): Values {
  if (isValues(value)) return value
  throw new Error(`${asText(value)} is no object.`)
}

const hash = (texts: readonly Value[]): string =>
  createHash('sha256').update(JSON.stringify(texts)).digest('hex')

const isEmpty = (value: Value | undefined): boolean =>
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (isValues(value) && Object.keys(value).length === 0)

const address = (text: string): number => text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
const dotted = (number: number): string =>
  [24, 16, 8, 0].map((bits) => Math.floor(number / 2 ** bits) % 256).join('.')

/** The part of an address range with that index when it is cut into ranges of that size. */
function cidrSubnet(range: string, size: number, index: number): string {
  const [start = '', whole = ''] = range.split('/')
  if (size < Number(whole) || index >= 2 ** (size - Number(whole))) throw new Error(`${range} is too small.`)
  return `${dotted(address(start) + index * 2 ** (32 - size))}/${size}`
}

/** The subscription, resource group and tenant that the tests deploy into. */
export const subscription = '/subscriptions/11111111-1111-1111-1111-111111111111'
export const resourceGroup = `${subscription}/resourceGroups/engagement`
export const tenantId = '22222222-2222-2222-2222-222222222222'

/** An ID from texts, always the same from the same ones. */
export const guid = (...texts: readonly Value[]): string =>
  hash(texts).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/u, '$1-$2-$3-$4-$5')

/** Bicep's functions, as far as the templates use them. Hashes are others than Azure's. */
export const functions: Record<string, (...given: readonly Value[]) => Value> = {
  empty: (value) => isEmpty(value),
  string: (value) => asText(value),
  json: (text) => JSON.parse(asText(text)) as Value,
  guid,
  uniqueString: (...texts) => hash(texts).replaceAll(/\d/gu, 'x').slice(0, 13),
  replace: (text, old, other) => asText(text).replaceAll(asText(old), asText(other)),
  concat: (...lists) => lists.flatMap(asList),
  flatten: (lists) => asList(lists).flatMap(asList),
  join: (list, between) => asList(list).map(asText).join(asText(between)),
  union: (...objects) => Object.assign({}, ...objects.map(asValues)) as Values,
  items: (object) =>
    Object.entries(asValues(object))
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, value]) => ({ key, value })),
  cidrSubnet: (range, size, index) => cidrSubnet(asText(range), Number(size), Number(index)),
  subscriptionResourceId: (type, name) => `${subscription}/providers/${asText(type)}/${asText(name)}`,
  resourceGroup: () => ({ id: resourceGroup, location: 'uksouth' }),
  tenant: () => ({ tenantId }),
  environment: () => ({
    authentication: { loginEndpoint: 'https://login.microsoftonline.com/' },
    suffixes: { storage: 'core.windows.net', sqlServerHostname: '.database.windows.net' },
  }),
}
