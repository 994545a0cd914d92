import type { Source } from '../../../data/domain/source'
import { finderOf, readerOf } from '../pattern'
import { without, type Word } from '../words'
import { lacking, outright, sourcePhrases } from './source-phrases'
import type { Taken } from './taken'

interface SourceParts {
  source: Source
}

/** A source, and whether the message says that students are absent from it, use it little, or neither. */
export interface NamedSource {
  source: Source
  lack?: 'absent' | 'poor'
}

const readSource = readerOf(sourcePhrases, {}, (means) => means)
const find = finderOf<Source>(sourcePhrases)
const findOutright = finderOf<Source>(outright)
const findLacking = finderOf<'absent' | 'poor', SourceParts>(lacking)

export function takeSource(words: readonly Word[]): Taken<NamedSource> | undefined {
  const absent = findOutright(words, {})
  if (absent)
    return { value: { source: absent.value, lack: 'absent' }, rest: without(words, absent.start, absent.end) }
  const wanting = findLacking(words, { source: readSource })
  if (wanting?.parts.source !== undefined)
    return {
      value: { source: wanting.parts.source, lack: wanting.value },
      rest: without(words, wanting.start, wanting.end),
    }
  const found = find(words, {})
  return found && { value: { source: found.value }, rest: without(words, found.start, found.end) }
}
