import { choicesCard, type ChoiceList } from '../../cards/choices'
import type { Band } from '../../data/domain/band'
import { addDays, weekStart } from '../../data/domain/day'
import type { Access } from '../access/access'
import { isAboutMany } from '../language/about-many'
import { bandsValue, populationValue, windowValue } from '../language/choices'
import type { Population, Question, Window } from '../language/question'
import { asNobody, type Answer, type Asking } from './answer'
import { answerHelp } from './help'
import { bandsInWords, capitalise, populationInWords, unitName } from './phrases'
import { questionInWords, timeWordsOf, windowInWords } from './question-in-words'

const bandChoices: readonly (readonly Band[])[] = [
  ['low', 'none'],
  ['low'],
  ['none'],
  ['partial'],
  ['high', 'good'],
  ['unknown'],
]

/** As many units as a list of choices shows. */
const mostUnits = 40

/** A card to change a question about many without typing: the band, the time, the population. */
export function answerChange(question: Question, asking: Asking): Answer {
  if (!isAboutMany(question)) return answerHelp(asking.access)
  const { population = { kind: 'mine' as const }, window } = question
  const model = {
    title: questionInWords(question, asking.units, timeWordsOf(asking)),
    question,
    population: populationPick(population, asking),
    ...(question.intent === 'trend' ? {} : { bands: bandsPick(question.bands) }),
    window: windowPick(window, asking),
  }
  return { access: asNobody, students: [], text: model.title, card: choicesCard(model) }
}

function bandsPick(chosen: readonly Band[] | undefined): ChoiceList {
  const all = [undefined, ...bandChoices, chosen]
  return pick(
    bandsValue(chosen),
    all.map((bands) => ({
      value: bandsValue(bands),
      title: bands === undefined ? 'Any' : capitalise(bandsInWords(bands)),
    })),
  )
}

function windowPick(chosen: Window | undefined, asking: Asking): ChoiceList {
  const times = timeWordsOf(asking)
  const monday = weekStart(times.today)
  const lastWeek = { from: addDays(monday, -7), to: monday }
  const all: (Window | undefined)[] = [undefined, lastWeek, { days: 28 }, { days: 56 }, { days: 84 }, chosen]
  return pick(
    windowValue(chosen),
    all.map((window) => ({
      value: windowValue(window),
      title: window === undefined ? 'Now' : capitalise(titleOf(window, lastWeek, asking)),
    })),
  )
}

function titleOf(window: Window, lastWeek: Window, asking: Asking): string {
  if (window === lastWeek) return 'last week'
  if ('days' in window && window.days % 28 === 0) return `last ${window.days / 7} weeks`
  return windowInWords(window, timeWordsOf(asking))
}

function populationPick(chosen: Population, { access, units }: Asking): ChoiceList {
  const all = [...populationsOf(access, units), chosen]
  return pick(
    populationValue(chosen),
    all.map((population) => ({
      value: populationValue(population),
      title:
        'code' in population && population.kind !== 'project'
          ? unitName(population.code, units)
          : capitalise(populationInWords(population, units)),
    })),
  )
}

/** What a person's roles cover, and the units below it. */
function populationsOf({ grants }: Access, units: Asking['units']): Population[] {
  const covered = grants.flatMap(({ populations }) => populations)
  const own = covered.flatMap((held): Population[] => (held.kind === 'level' ? [] : [held]))
  const below = covered
    .flatMap((held) =>
      held.kind === 'institution'
        ? units.filter(({ parent_code }) => parent_code === null)
        : 'code' in held && held.kind !== 'project'
          ? units.filter(({ parent_code }) => parent_code === held.code)
          : [],
    )
    .slice(0, mostUnits)
    .map(({ kind, unit_code: code }): Population => ({ kind, code }))
  return [{ kind: 'mine' }, ...own, ...below]
}

/** Each value once. */
function pick(chosen: string, options: readonly { title: string; value: string }[]): ChoiceList {
  return { chosen, options: [...new Map(options.map((each) => [each.value, each])).values()] }
}
