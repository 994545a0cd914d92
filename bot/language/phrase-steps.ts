/** What a phrase of a table asks of the words: one of several, perhaps something, or what a reader understands. */
export type Step = { words: ReadonlySet<string> } | { optional: readonly Step[] } | { part: string }

/** A phrase as it is written in a table, step by step. */
export function stepsOf(phrase: string): Step[] {
  const tokens = phrase.match(/\(|\)|[^\s()]+/gu) ?? []
  let next = 0
  const sequence = (): Step[] => {
    const steps: Step[] = []
    for (let token = tokens[next]; token !== undefined && token !== ')'; token = tokens[next]) {
      next += 1
      if (token === '(') {
        steps.push({ optional: sequence() })
        next += 1
      } else if (token.startsWith('{')) steps.push({ part: token.slice(1, -1) })
      else steps.push({ words: new Set(token.split('|')) })
    }
    return steps
  }
  return sequence()
}

/** With which words it may begin; undefined where a part may stand first. */
export function firstsOf(steps: readonly Step[]): Set<string> | undefined {
  const firsts = new Set<string>()
  for (const step of steps) {
    const own = 'words' in step ? step.words : 'optional' in step ? firstsOf(step.optional) : undefined
    if (!own) return undefined
    for (const word of own) firsts.add(word)
    if ('words' in step) break
  }
  return firsts
}

/** Every word that it writes out. */
export function writtenOut(steps: readonly Step[]): string[] {
  return steps.flatMap((step) => {
    if ('words' in step) return [...step.words]
    return 'optional' in step ? writtenOut(step.optional) : []
  })
}
