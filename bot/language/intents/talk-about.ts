import { isGrammarWord } from '../grammar-words'
import { takeUnit } from '../slots/units'
import type { Message } from './context'
import { common, talk } from './talk-cues'
import type { TalkIntent } from './talk-intent'

const list = (words: string): string[] => words.trim().split(/\s+/u)

const ready: readonly { means: TalkIntent; cues: ReadonlySet<string>[][]; words: ReadonlySet<string> }[] =
  talk.map(({ means, cues, words }) => {
    const sets = cues.map((cue) => cue.split('|').map((set) => new Set(list(set))))
    return {
      means,
      cues: sets,
      words: new Set([...list(words), ...sets.flat().flatMap((set) => [...set])]),
    }
  })

/** What is about the bot, its data or the asker, in whatever words; tried when nothing about students fits. */
export function talkAbout({
  words,
  mention,
  isWord,
  vocabulary,
}: Message): { intent: TalkIntent } | undefined {
  if (mention && !('unknown' in mention.student)) return undefined
  const norms = new Set(words.map(({ norm }) => norm))
  const has = (set: ReadonlySet<string>): boolean => [...set].some((word) => norms.has(word))
  // "Do I have access to cyber": of whatever unit.
  const withoutUnit = new Set(
    (takeUnit(words, vocabulary, isGrammarWord)?.rest ?? words).flatMap(({ norm }) =>
      norm === '' ? [] : [norm],
    ),
  )
  const found = ready.find(
    ({ means, cues, words: own }) =>
      cues.some((sets) => sets.every(has)) &&
      isMostly(own, means === 'my-access' ? withoutUnit : norms, isWord),
  )
  return found && { intent: found.means }
}

/** As many words as may be there of which it is only known that they mean something. */
const mostStrange = 2

function isMostly(
  own: ReadonlySet<string>,
  norms: ReadonlySet<string>,
  isWord: (norm: string) => boolean,
): boolean {
  const strange = [...norms].filter((norm) => !own.has(norm) && !common.has(norm))
  return strange.length <= mostStrange && strange.every(isWord)
}

export const talkWords: readonly string[] = [...common, ...ready.flatMap(({ words }) => [...words])]
