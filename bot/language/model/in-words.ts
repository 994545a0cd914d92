import { addDays, type Day } from '../../../data/domain/day'
import type { ModelQuestion } from './model-question'

/** Tells what a placeholder stands for. */
export type Naming = (placeholder: string) => string

/**
 * A model's question in words of the grammar, as somebody would type it: what is answered is never the model's answer, but
 * what these words mean, and the asker sees them.
 */
export function inWords(question: ModelQuestion, naming: Naming): string {
  switch (question.intent) {
    case 'list-students':
      return join([opening(question), populationIn(question.population, naming), ...slots(question)])
    case 'summarise':
      return join(['summarise', populationIn(question.population, naming), ...slots(question)])
    case 'trend':
    case 'show-student':
      return join([
        question.intent === 'trend' ? 'trend of' : 'show',
        'student' in question ? naming(question.student) : populationIn(question.population, naming),
        ...slots(question),
      ])
    case 'contact-history':
      return `contact history of ${naming(question.student)}`
    case 'who-viewed':
      return `who viewed ${naming(question.student)}`
    case 'explain-score':
      return question.student === undefined
        ? 'explain the score'
        : `explain the score of ${naming(question.student)}`
    case 'list-alerts':
      return join(['list', question.state, 'alerts'])
    default:
      return wholeMessages[question.intent]
  }
}

const wholeMessages = {
  'my-access': 'my access',
  'data-status': 'data status',
  privacy: 'privacy',
  help: 'help',
  greeting: 'hello',
  unclear: '',
}

const join = (parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined).join(' ')

const opening = ({ limit }: { limit?: number | undefined }): string =>
  limit === undefined ? 'show' : `first ${limit} of`

function populationIn(population: string, naming: Naming): string {
  switch (population) {
    case 'tutees':
      return 'my tutees'
    case 'mine':
      return 'my students'
    case 'institution':
      return 'whole university'
    default:
      return naming(population)
  }
}

/** Whatever of these a question has, one after the other. */
interface Slots {
  level?: number | undefined
  by?: string | undefined
  bands?: readonly string[] | undefined
  trend?: string | undefined
  source?: string | undefined
  inactiveDays?: number | undefined
  notContactedDays?: number | undefined
  window?: { days: number } | { from: Day; to: Day } | undefined
  sort?: string | undefined
}

function slots(question: Slots): (string | undefined)[] {
  const { level, by, bands, trend, source, inactiveDays, notContactedDays, window, sort } = question
  const say = <Value>(value: Value | undefined, words: (value: Value) => string): string | undefined =>
    value === undefined ? undefined : words(value)
  return [
    say(level, (given) => `level ${given}`),
    say(by, (given) => `by ${given}`),
    say(bands, (given) => given.map((band) => `${band} band`).join(' or ')),
    say(trend, (given) => `${given} trend`),
    source,
    say(inactiveDays, (given) => `no activity for ${given} days`),
    say(notContactedDays, (given) => `not contacted for ${given} days`),
    say(window, windowIn),
    say(sort, (given) => (given === 'last-active' ? 'by last active' : `sorted by ${given}`)),
  ]
}

function windowIn(window: NonNullable<Slots['window']>): string {
  if ('days' in window) return `in the last ${window.days} days`
  return `from ${dateIn(window.from)} to ${dateIn(addDays(window.to, -1))}`
}

const date = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
})

/** "3 November 2026". */
const dateIn = (day: Day): string => date.format(new Date(`${day}T00:00:00Z`))
