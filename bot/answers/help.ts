import type { Fact } from '../../cards/fact'
import type { Detail } from '../../data/domain/role'
import type { Access } from '../access/access'
import type { Answer } from './answer'
import { listener } from './conversation'
import { messageAnswer } from './message'

/** What a job is called and what to say for it. */
interface Job extends Fact {
  /** For which details it is there. */
  for: readonly Detail[]
}

const named: readonly Detail[] = ['full', 'named']

/** Every job that somebody may come with, in the order in which they come. */
const jobs: readonly Job[] = [
  {
    title: 'Who needs a word?',
    value: 'show low-engagement students · who is falling · no activity for two weeks · worst five',
    for: named,
  },
  { title: 'Who needs a word?', value: 'show low-engagement students · students by name', for: ['contact'] },
  {
    title: 'One student',
    value: 'a name or a student ID · how is … doing · why is … low · trend for …',
    for: named,
  },
  { title: 'One student', value: 'a name or a student ID', for: ['contact'] },
  {
    title: 'One source, one time',
    value: 'low library use · missing lectures since reading week · who was low last week',
    for: named,
  },
  {
    title: 'Contacts',
    value: 'log a call with … · contacts with … · who has not been spoken to in a month',
    for: ['full'],
  },
  { title: 'Who has looked', value: 'who has looked at …', for: ['full'] },
  {
    title: 'How many',
    value: 'summarise my students by level · by week · trend of my students',
    for: ['full', 'named', 'aggregate'],
  },
  { title: 'How many', value: 'summarise my students by level', for: ['contact'] },
  {
    title: 'Your project',
    value: 'the project’s code · a pseudonym · summarise and the code',
    for: ['pseudonymous'],
  },
  {
    title: 'Alerts',
    value: 'my alerts · all alerts · alert settings · pause alerts for a week · a weekly digest only',
    for: ['full'],
  },
  { title: 'Alerts', value: 'my alerts · pause alerts for a week', for: ['named', 'aggregate'] },
  { title: 'Unusual looks', value: 'list alerts', for: ['rights'] },
]

/** For everybody, whatever their role. */
const always: readonly Fact[] = [
  { title: 'What I may show', value: 'my access · data status · privacy' },
  { title: 'And then', value: 'feedback · sign out' },
]

/** What a person can ask, by their roles: every job with words that do it. */
export function answerHelp(access: Access): Answer {
  const details = new Set(access.grants.map(({ detail }) => detail))
  const own = jobs.filter((job) => job.for.some((detail) => details.has(detail)))
  return messageAnswer({
    title: 'What you can ask',
    paragraphs: [
      'Write as you would to a colleague. Go on from an answer with “and level 5?”, “only the falling ones”, “the second one”, “more”; or press Change on a card.',
    ],
    facts: [...oncePerTitle(own), ...always],
    suggestions: [...listener(access).suggestions, { text: 'privacy' }],
  })
}

/** To somebody of whom nothing is known. */
export function helpForAnyone(): Answer {
  return messageAnswer({
    title: 'What you can ask',
    paragraphs: [
      'I answer questions about how your students engage with their studies, as far as your role goes. Write as you would to a colleague.',
    ],
    facts: [
      { title: 'Who needs a word?', value: 'show low-engagement tutees · who is falling' },
      { title: 'One student', value: 'a name or a student ID, in our private chat' },
      { title: 'How many', value: 'summarise my students by level' },
      ...always,
    ],
    suggestions: [{ text: 'privacy' }],
  })
}

/** Where several roles have a job, the words of the one that may see most. */
function oncePerTitle(own: readonly Job[]): Fact[] {
  const first = own.filter(({ title }, index) => own.findIndex((each) => each.title === title) === index)
  return first.map(({ title, value }) => ({ title, value }))
}
