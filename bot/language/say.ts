import type { Band } from '../../data/domain/band'
import { addDays, type Day } from '../../data/domain/day'
import type { Source } from '../../data/domain/source'
import type { Population, Question, QuestionOf, StudentRef, Window } from './question'

/**
 * A question in words that a person could type, to be offered as a next one; whoever offers it sees to it that they mean it
 * again. Undefined for a question that no words ask alone: about a student who is not told, or an unclear one.
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
      return about('who has viewed', question.student)
    case 'contact-history':
      return about('contacts with', question.student)
    case 'record-contact':
      return question.student && about('record a contact with', question.student)
    case 'list-alerts':
      return question.state === 'all'
        ? 'list all alerts'
        : question.state === 'open'
          ? 'list open alerts'
          : 'list alerts'
    case 'alert-preferences':
      return sayPreferences(question)
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
  const { population, level, bands, trend, source, inactiveDays, notContactedDays, sort, limit } = question
  return joined(
    limit === undefined ? 'show' : `show first ${limit}`,
    bands && sayBands(bands),
    trend,
    sayPopulation(population),
    sayLevel(level),
    source && (inactiveDays === undefined ? `for ${sourceWords[source]}` : undefined),
    inactiveDays === undefined ? undefined : sayInactive(inactiveDays, source),
    notContactedDays === undefined ? undefined : `not contacted for ${notContactedDays} days`,
    sayWindow(question.window, today),
    sort && `sorted by ${sortWords[sort]}`,
  )
}

function sayNumbers(question: QuestionOf<'summarise'>, today: Day): string {
  const { population, level, by, bands } = question
  return joined(
    'summarise',
    bands && sayBands(bands),
    sayPopulation(population),
    sayLevel(level),
    by && `by ${by}`,
    aside(question, today),
  )
}

function sayTrend(question: QuestionOf<'trend'>, today: Day): string | undefined {
  const { student, population = { kind: 'mine' }, level } = question
  if (student) return about('trend for', student, aside(question, today))
  return joined('trend of', sayPopulation(population), sayLevel(level), aside(question, today))
}

function sayPreferences({ change, days }: QuestionOf<'alert-preferences'>): string {
  if (change === undefined) return 'alert settings'
  return joined(`${change} alerts`, days === undefined ? undefined : `for ${days} days`)
}

/** The source and the time. */
function aside({ source, window }: { source?: Source; window?: Window }, today: Day): string {
  return joined(source && `for ${sourceWords[source]}`, sayWindow(window, today))
}

const sourceWords: Record<Source, string> = {
  canvas: 'canvas',
  library: 'library',
  printing: 'printing',
  attendance: 'attendance',
  submissions: 'submissions',
}

const sortWords = { score: 'score', name: 'name', trend: 'trend', 'last-active': 'last activity' } as const

const bandWords: Record<Band, string> = {
  high: 'high band',
  good: 'good band',
  partial: 'partial band',
  low: 'low band',
  none: 'none band',
  unknown: 'unknown band',
}

function sayBands(bands: readonly Band[]): string {
  if (bands.join() === 'low,none') return 'low-engagement'
  return bands.map((band) => bandWords[band]).join(' or ')
}

function sayPopulation(population: Population): string {
  switch (population.kind) {
    case 'tutees':
      return 'tutees'
    case 'mine':
      return 'students'
    case 'institution':
      return 'the university'
    default:
      return `students of ${population.code}`
  }
}

const sayLevel = (level: number | undefined): string | undefined =>
  level === undefined ? undefined : `level ${level}`

function sayInactive(days: number, source: Source | undefined): string {
  return source ? `no ${sourceWords[source]} activity for ${days} days` : `silent for ${days} days`
}

/** What reaches to the present goes on doing so, whenever the words are said again. */
function sayWindow(window: Window | undefined, today: Day): string | undefined {
  if (window === undefined) return undefined
  if ('days' in window) return `in the last ${window.days} days`
  const { from, to } = window
  return to > today ? `since ${from}` : `from ${from} to ${addDays(to, -1)}`
}

function joined(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' ')
}
