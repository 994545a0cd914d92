import type { Band } from '../../data/domain/band'
import { addDays, type Day } from '../../data/domain/day'
import type { Source } from '../../data/domain/source'
import type { Population, Question, QuestionOf, StudentRef, Window } from './question'

/**
 * A question in words that a person could type, and that mean it again. Undefined for one that no words ask alone, about a
 * student who is not told or an unclear one, and for what is written down or set: nobody is offered that.
 */
export function say(question: Question, today: Day): string | undefined {
  switch (question.intent) {
    case 'list-students':
      return sayList(question, today)
    case 'summarise':
      return sayNumbers(question, today)
    case 'show-student':
      return about('show', question.student, aside(question, today))
    case 'trend':
      return sayTrend(question, today)
    case 'explain-score':
      return question.student
        ? about('explain the score of', question.student)
        : 'how is the score worked out'
    case 'who-viewed':
      return about('who viewed', question.student)
    case 'contact-history':
      return about('contact history of', question.student)
    case 'list-alerts':
      if (question.about !== undefined)
        return question.about === 'usefulness' ? 'usefulness of alerts' : 'weekly card'
      return question.state === 'all'
        ? 'list all alerts'
        : question.state === 'open'
          ? 'list open alerts'
          : 'list alerts'
    case 'record-contact':
    case 'alert-preferences':
    case 'unclear':
      return undefined
    default:
      return plainWords[question.intent]
  }
}

const plainWords = {
  'my-access': 'my access',
  'data-status': 'data status',
  privacy: 'privacy',
  help: 'help',
  greeting: 'hello',
  'sign-in': 'sign in',
  'sign-out': 'sign out',
  feedback: 'feedback',
} as const

function about(words: string, student: StudentRef, ...more: (string | undefined)[]): string | undefined {
  return 'id' in student ? joined(words, student.id, ...more) : undefined
}

function sayList(question: QuestionOf<'list-students'>, today: Day): string {
  const { population, limit, trend, source, inactiveDays, notContactedDays, sort } = question
  return joined(
    limit === undefined ? 'show' : `first ${limit} of`,
    ...who(question, population),
    trend && `${trend} trend`,
    source && `with ${source}`,
    inactiveDays === undefined ? undefined : `no activity for ${inactiveDays} days`,
    notContactedDays === undefined ? undefined : `not contacted for ${notContactedDays} days`,
    sayWindow(question.window, today),
    sort && (sort === 'last-active' ? 'by last active' : `sorted by ${sort}`),
  )
}

function sayNumbers(question: QuestionOf<'summarise'>, today: Day): string {
  const { population, by } = question
  return joined('summarise', ...who(question, population), by && `by ${by}`, aside(question, today))
}

function sayTrend(question: QuestionOf<'trend'>, today: Day): string | undefined {
  const { student, population = { kind: 'mine' } } = question
  if (student) return about('trend of', student, aside(question, today))
  return joined('trend of', ...who(question, population), aside(question, today))
}

/** "low-engagement tutees level 5". */
function who(
  { level, bands }: { level?: number; bands?: readonly Band[] },
  population: Population,
): (string | undefined)[] {
  const isUsual = bands?.join() === 'low,none'
  return [
    isUsual ? 'low-engagement' : undefined,
    isUsual ? sayPopulation(population).replace('my ', '') : sayPopulation(population),
    level === undefined ? undefined : `level ${level}`,
    bands && !isUsual ? bands.map((band) => `${band} band`).join(' or ') : undefined,
  ]
}

/** The source and the time. */
function aside({ source, window }: { source?: Source; window?: Window }, today: Day): string {
  return joined(source, sayWindow(window, today))
}

function sayPopulation(population: Population): string {
  switch (population.kind) {
    case 'tutees':
      return 'my tutees'
    case 'mine':
      return 'my students'
    case 'institution':
      return 'the university'
    default:
      return population.code
  }
}

/** What reaches to the present goes on doing so, whenever the words are said again. */
function sayWindow(window: Window | undefined, today: Day): string | undefined {
  if (window === undefined) return undefined
  if ('days' in window) return `in the last ${window.days} days`
  const { from, to } = window
  return to > today ? `since ${dateIn(from)}` : `from ${dateIn(from)} to ${dateIn(addDays(to, -1))}`
}

const date = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
})

/** "3 November 2026". */
const dateIn = (day: Day): string => date.format(new Date(`${day}T00:00:00Z`))

function joined(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' ')
}
