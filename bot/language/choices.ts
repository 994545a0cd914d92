import { z } from 'zod'
import { bands, type Band } from '../../data/domain/band'
import { isAboutMany } from './about-many'
import type { Population, Question, Window } from './question'
import { asQuestion } from './question-schema'

/** What was picked in a card, as its value; empty where that is left as it is. */
export interface Choices {
  population?: string | undefined
  bands?: string | undefined
  window?: string | undefined
}

/** "any" lifts what the question set. */
const any = 'any'

/** The value of a population in a list of choices: "programme:BSC-CS". */
export function populationValue(population: Population): string {
  return 'code' in population ? `${population.kind}:${population.code}` : population.kind
}

/** "low,none", "any". */
export const bandsValue = (chosen: readonly Band[] | undefined): string =>
  chosen === undefined ? any : chosen.join(',')

/** "days:28", "2026-11-03/2026-11-10". */
export function windowValue(window: Window | undefined): string {
  if (window === undefined) return any
  return 'days' in window ? `days:${window.days}` : `${window.from}/${window.to}`
}

const someBands = z.array(z.enum(bands)).min(1)

/** The question with what was picked; undefined where a value is none that a card offers. */
export function withChoices(question: Question, choices: Choices): Question | undefined {
  const given = Object.values(choices).some((choice) => choice !== undefined && choice !== '')
  if (!given) return question
  if (!isAboutMany(question)) return undefined
  const changed: Record<string, unknown> = { ...question }
  if (choices.population) changed['population'] = populationOf(choices.population)
  if (choices.bands && question.intent !== 'trend') changed['bands'] = bandsOf(choices.bands)
  if (choices.window) changed['window'] = windowOf(choices.window)
  return asQuestion(JSON.parse(JSON.stringify(changed)))
}

function populationOf(value: string): object {
  const [kind, ...code] = value.split(':')
  return code.length === 0 ? { kind } : { kind, code: code.join(':') }
}

function bandsOf(value: string): unknown {
  return value === any ? undefined : someBands.catch([]).parse(value.split(','))
}

function windowOf(value: string): unknown {
  if (value === any) return undefined
  const days = /^days:(\d{1,4})$/u.exec(value)
  if (days) return { days: Number(days[1]) }
  const [from, to] = value.split('/')
  return { from, to }
}
