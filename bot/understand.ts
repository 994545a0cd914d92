import { dayOf, type Clock } from '../data/domain/day'
import type { ScopePopulation } from '../data/domain/scope'
import { readNamedPeriods } from '../data/queries/named-periods'
import { pseudonymsIn } from '../data/queries/pseudonymous-students'
import { studentNames } from '../data/queries/student-names'
import type { Unit } from '../data/queries/units'
import type { Store } from '../data/store/store'
import type { Access } from './access/access'
import { personScopes, projectScopes } from './access/scope'
import { suggestionsFor } from './answers/suggestions'
import { read, type Reading, type Remembered } from './language/reading'
import { nothingOwn, type OwnUnit, type Vocabulary } from './language/vocabulary'
import { readAgain, type ModelDoor } from './model-reading'

/** Who wrote a message, and what is known around it. */
export interface Surroundings {
  store: Store
  clock: Clock
  access: Access | undefined
  units: readonly Unit[]
  /** What the same person asked last in the same chat, where the message may go on from it. */
  before?: Remembered | undefined
  /** Asked where the grammar does not know. */
  model?: ModelDoor | undefined
}

/** What a message was understood as. */
export interface Understood extends Reading {
  /** The question in words, where a language model read it. */
  modelWords?: string
}

/** Turns a message into a question, as the grammar takes it; what it cannot place, as a language model does, if there is one. */
export async function understand(
  text: string,
  { store, clock, access, units, before, model }: Surroundings,
): Promise<Understood> {
  const vocabulary = await vocabularyOf(store, clock, access, units)
  const reading = read(text, vocabulary, before)
  if (reading.question.intent !== 'unclear' || !access || !model) return reading
  const again = await readAgain(store, { text, access, vocabulary }, model)
  return again ? { question: again.question, modelWords: again.words } : reading
}

async function vocabularyOf(
  store: Store,
  clock: Clock,
  access: Access | undefined,
  units: readonly Unit[],
): Promise<Vocabulary> {
  const times = { today: dayOf(clock()), calendar: await readNamedPeriods(store) }
  if (!access) return { ...nothingOwn, ...times, units, suggestions: ['help', 'privacy'] }
  const names = await Promise.all(personScopes(access).map((scope) => studentNames(store, scope)))
  const pseudonyms = await Promise.all(projectScopes(access).map((scope) => pseudonymsIn(store, scope)))
  const covered = access.grants.flatMap(({ populations }) => populations)
  return {
    ...times,
    students: [...new Map(names.flat().map((name) => [name.student_id, name])).values()],
    pseudonyms: pseudonyms.flat(),
    units,
    projects: covered.flatMap((each) => (each.kind === 'project' ? [each.code] : [])),
    own: covered.flatMap((each) => (isUnit(each) ? [each] : [])),
    suggestions: suggestionsFor(access).map((suggestion) => suggestion.text),
  }
}

function isUnit(population: ScopePopulation): population is OwnUnit {
  return population.kind === 'programme' || population.kind === 'school' || population.kind === 'faculty'
}
