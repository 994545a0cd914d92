import { clip } from '../../cards/clip'
import { policies, roleWords } from '../access/policy'
import type { Access } from '../access/access'
import type { Scope } from '../../data/domain/scope'
import type { Source } from '../../data/domain/source'
import type { Population } from '../language/question'
import type { Answer, Asking } from './answer'
import { messageAnswer, refusal } from './message'
import { populationInWords, scopePopulationInWords } from './phrases'
import { sourceWord } from './question-in-words'
import type { SharedQuestion } from './shared-question'
import { suggestionsFor } from './suggestions'

/** To somebody whom the staff records do not hold. */
export function unknownStaff(): Answer {
  return refusal('unknown-staff', {
    title: 'I cannot place you yet',
    paragraphs: [
      'Your account is not in the staff records that the university sends me, so I can show you nothing.',
      'If you have just joined, the records usually follow within a day or two. Otherwise ask the student-records office to check your entry.',
    ],
    suggestions: [{ text: 'help' }, { text: 'privacy' }],
  })
}

/** To somebody without any role that shows students. */
export function nothingToSee(access: Access): Answer {
  return refusal('no-role', {
    title: 'There is nobody I may show you',
    paragraphs: [
      access.grants.length > 0
        ? 'None of your roles today shows single students.'
        : 'You have no role in the student records today that shows students.',
      ...missingKeys(access),
      'If you tutor, lead a level or lead a programme, ask the student-records office to check your assignments.',
    ],
    suggestions: [{ text: 'help' }, { text: 'privacy' }],
  })
}

/** What keeps roles of a person shut, in sentences. */
export function missingKeys({ withheld }: Access): string[] {
  return withheld.map((role) => {
    const key = policies.find((policy) => policy.role === role)?.secondKey ?? ''
    return `Your role ${roleWords(role)} also needs the app role ${key} on your account: ask your IT service for it.`
  })
}

/** To a question about students that no role of the asker covers. */
function outsideAccess(asking: Asking, population: Population): Answer {
  const own = asking.access.grants.flatMap(({ populations }) =>
    populations.map((held) => scopePopulationInWords(held, asking.units)),
  )
  return refusal('outside-roles', {
    title: 'That is outside what you may see',
    paragraphs: [
      `Your roles do not cover ${populationInWords(population, asking.units)}.`,
      `You may ask about ${own.join(', ')}.`,
      ...missingKeys(asking.access),
    ],
    suggestions: suggestionsFor(asking.access),
  })
}

/** To a question that no one scope answers: it lies outside the asker's roles, or in several projects of theirs. */
export function noScope(asking: Asking, population: Population): Answer {
  const projects = asking.access.grants.flatMap(({ populations }) =>
    populations.flatMap((held) => (held.kind === 'project' ? [held.code] : [])),
  )
  if (population.kind !== 'mine' || projects.length < 2) return outsideAccess(asking, population)
  return messageAnswer({
    title: 'Which project do you mean?',
    paragraphs: [
      'A student has another pseudonym in each of your projects, so I show one project at a time.',
      'Ask for it by its code.',
    ],
    suggestions: projects.map((code) => ({ text: `show ${code}` })),
  })
}

/** To a question about trends, sources or silence, from a role that sees bands alone. */
export function bandsAlone({ access }: Asking, { role }: Scope): Answer {
  return refusal('bands-alone', {
    title: 'Bands, and no more',
    paragraphs: [
      `As ${roleWords(role)} you see bands, but neither trends nor reasons: no single source, no past band, and not when somebody was last active.`,
    ],
    suggestions: suggestionsFor(access),
  })
}

/** To a question about a time in which nothing was scored. */
export function notScoredThen(asking: Asking): Answer {
  return messageAnswer({
    title: 'Nothing was scored then',
    paragraphs: ['I hold no scores for that time. Ask about a later one, or about now.'],
    suggestions: suggestionsFor(asking.access),
  })
}

/** To a question about silence in a source of which there are no data: nobody may be called silent by that. */
export function noDataOf(asking: Asking, source: Source | undefined): Answer {
  return messageAnswer({
    title: 'There are no data to tell by',
    paragraphs: [
      `I hold no ${source === undefined ? 'activity' : sourceWord(source)} data, so I cannot say who was silent.`,
    ],
    suggestions: [{ text: 'data status' }, ...suggestionsFor(asking.access)],
  })
}

/** To a question that picks some students out, from a role that sees numbers alone. */
export function numbersOnly({ access }: Asking, { role }: Scope): Answer {
  return refusal('numbers-alone', {
    title: 'Numbers, not students',
    paragraphs: [`As ${roleWords(role)} you see numbers, so I can pick nobody out.`],
    suggestions: suggestionsFor(access),
  })
}

/**
 * To a question about students where others read along. A question about many may be opened there by each reader, who
 * then sees numbers within their own role.
 */
export function onlyInPrivate(offer: { question?: SharedQuestion; chat?: string } = {}): Answer {
  const { question, chat } = offer
  return refusal('only-in-private', {
    title: 'Let us talk about that in private',
    paragraphs: [
      'I never show students in a group chat or channel, whoever asks.',
      'Open a private chat with me and ask there: I show you what your role allows.',
    ],
    ...(question === undefined
      ? {}
      : { open: { title: 'Numbers, for my eyes only', question: question.question } }),
    ...(chat === undefined ? {} : { link: { title: 'Open the private chat', url: chat } }),
    suggestions: [],
  })
}

/** The same words whether or not such a student exists. */
export function noSuchStudent(asking: Pick<Asking, 'access'>, words: string): Answer {
  return refusal('no-such-student', {
    title: 'I cannot find that student',
    paragraphs: [
      `Among the students you may see there is no “${clip(words, 61)}”.`,
      'Check the spelling, try only the family name, or give the student ID.',
    ],
    suggestions: suggestionsFor(asking.access),
  })
}
