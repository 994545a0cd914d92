import type { Suggestion } from '../../cards/verbs'
import type { ScopePopulation } from '../../data/domain/scope'
import type { Access } from '../access/access'
import { say } from '../language/say'
import type { Asking } from './answer'

/** Three questions worth asking next, for a person's roles. */
export function suggestionsFor({ grants }: Access): Suggestion[] {
  const roles = new Set(grants.map(({ role }) => role))
  if (roles.has('personal-tutor')) {
    return [
      { text: 'show low-engagement tutees' },
      { text: 'show falling tutees' },
      { text: 'show my tutees by name' },
    ]
  }
  const covering = grants.filter(({ populations }) => populations.length > 0)
  const [project] = covering.flatMap(({ populations }) => populations).filter(isProject)
  if (project && covering.length === 1) {
    return [
      { text: `show ${project.code} low engagement` },
      { text: `summarise ${project.code}` },
      { text: 'my access' },
    ]
  }
  if (covering.some(({ detail }) => detail === 'aggregate')) {
    return [{ text: 'summarise my students' }, { text: 'my access' }, { text: 'data status' }]
  }
  if (covering.length > 0) {
    return [{ text: 'show low-engagement students' }, { text: 'my access' }, { text: 'data status' }]
  }
  if (roles.has('data-protection'))
    return [{ text: 'list alerts' }, { text: 'my access' }, { text: 'privacy' }]
  return [{ text: 'data status' }, { text: 'help' }, { text: 'privacy' }]
}

/** The same without the one that was just asked. */
export function suggestionsAfter(access: Access, asked: string): Suggestion[] {
  return suggestionsFor(access).filter(({ text }) => text !== asked)
}

/** What to offer after an answer: the second request of the message first, and not what was just asked. */
export function nextSteps({
  access,
  further,
  question,
}: Pick<Asking, 'access' | 'further' | 'question'>): Suggestion[] {
  const asked = say(question, access.today)
  const usual = suggestionsFor(access).filter(({ text }) => text !== asked)
  return [...(further === undefined ? [] : [{ text: further }]), ...usual]
}

function isProject(population: ScopePopulation): population is Extract<ScopePopulation, { kind: 'project' }> {
  return population.kind === 'project'
}
