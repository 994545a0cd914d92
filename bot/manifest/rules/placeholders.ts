import type { Check } from '../checked'
import { fieldAt, type Fault } from '../fault'

/** Open places that nobody filled, and what stands in other people’s examples. */
const leftOver = /\{\{|\}\}|\[\[|\bTODO\b|lorem ipsum|\bcontoso\b|\bexample\.(com|net|org)\b/iu

/** Every text under a value. */
function faultsIn(value: unknown, path: readonly (string | number)[]): Fault[] {
  if (typeof value === 'string')
    return leftOver.test(value) ? [{ field: fieldAt(path), must: 'have its placeholder filled' }] : []
  if (Array.isArray(value)) return value.flatMap((part, index) => faultsIn(part, [...path, index]))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => faultsIn(part, [...path, key]))
}

export const nothingIsLeftOpen: Check = ({ whole, translations }) => [
  ...faultsIn(whole, []),
  ...translations.flatMap(({ file, strings }) =>
    faultsIn(strings, []).map(({ field, must }) => ({ field: `${file}: ${field}`, must })),
  ),
]
