/** What is wrong with an app package: a field of the manifest, or of a file beside it, and what it must be. */
export interface Fault {
  field: string
  must: string
}

/** A fault as its one line. */
export const faultInWords = ({ field, must }: Fault): string => `${field} must ${must}.`

/** How a field is written in a fault: `bots[0].commandLists[1].scopes`. */
export function fieldAt(path: readonly (string | number)[]): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${step}`))
    .join('')
}
