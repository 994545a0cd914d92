import { plain } from './plain'

/** One line of a FactSet. */
export interface Fact {
  title: string
  value: string
}

export function plainFacts(facts: Fact[]): Fact[] {
  return facts.map(({ title, value }) => ({ title: plain(title), value: plain(value) }))
}
