import { knownReasonNames, knownReasons, longestKnownReason } from '../data/domain/alert'
import type { Day } from '../data/domain/day'
import { wrongDataKinds, wrongDataNames } from '../data/domain/wrong-data'
import { actAction, type AlertRef } from './acts'
import template from './alert-form.json'
import { bindCard } from './bind'
import type { Card } from './card'
import { plain } from './plain'

/** What the forms of an alert have in common. */
interface FormModel {
  ref: AlertRef
  /** "Aisha Khan · 00412345 · shown to you as personal tutor" */
  student: string
  /** What was wrong with what was chosen, in sentences. */
  problems: string[]
}

/** The form for a reason that somebody knows of. It asks for nothing in words: what is sensitive is not to be written down. */
export interface ReasonFormModel extends FormModel {
  /** What was chosen before. */
  reason: string
  until: string
  earliest: Day
  latest: Day
}

export const reasonExplanation = `Nobody is alerted about this student until the day that you give, within ${longestKnownReason} days. Colleagues who look after them see which kind of reason it is and that you gave it; you can take it back on this alert.`

/** Draws the form for a known reason. */
export function reasonFormCard(model: ReasonFormModel): Card {
  return form({
    ...model,
    title: 'There is a reason that I know of',
    explanation: reasonExplanation,
    field: 'reason',
    label: 'What kind of reason',
    style: 'compact',
    chosen: model.reason,
    choices: knownReasons.map((value) => ({ title: knownReasonNames[value], value })),
    error: 'Choose what kind of reason it is.',
    date: model,
    save: actAction('Save', { verb: 'alert-reason', ...model.ref }, 'positive'),
  })
}

export const wrongDataExplanation =
  'The people who run me are told what you choose here, the rule, the programme and your name, so that they can ask you back; never which student. The data are then checked again. The alert stays until then: do not wait if the student needs a word.'

/** Draws the form for data that are wrong. It asks for nothing in words: those who read it are to learn of no student. */
export function wrongDataFormCard(model: FormModel): Card {
  return form({
    ...model,
    title: 'The data are wrong',
    explanation: wrongDataExplanation,
    field: 'what',
    label: 'What is wrong',
    style: 'expanded',
    chosen: '',
    choices: wrongDataKinds.map((value) => ({ title: wrongDataNames[value], value })),
    error: 'Choose what is wrong.',
    save: actAction('Report', { verb: 'alert-wrong', ...model.ref }, 'positive'),
  })
}

/** The form in which a colleague is chosen who takes an alert over. */
export interface PassFormModel extends FormModel {
  colleagues: { staffId: string; /** "Gareth Pritchard · programme leader" */ words: string }[]
}

/** What it says of passing on, or that there is nobody to pass it on to. */
export const passExplanation = (colleagues: number): string =>
  colleagues === 0
    ? 'Nobody else looks after this student who does not hold the alert already. Talk to a colleague instead.'
    : 'Your colleague gets the alert with your name on it, and for you it is done.'

/** Draws the form for passing on. */
export function passFormCard(model: PassFormModel): Card {
  const { colleagues, ref } = model
  return form({
    ...model,
    title: 'Pass the alert on',
    explanation: passExplanation(colleagues.length),
    field: 'to',
    label: 'To whom',
    style: 'expanded',
    chosen: colleagues.length === 1 ? (colleagues[0]?.staffId ?? '') : '',
    choices: colleagues.map(({ staffId, words }) => ({ title: plain(words), value: staffId })),
    error: 'Choose a colleague.',
    save:
      colleagues.length === 0 ? undefined : actAction('Pass on', { verb: 'alert-pass', ...ref }, 'positive'),
  })
}

interface Form extends FormModel {
  title: string
  explanation: string
  field: 'reason' | 'what' | 'to'
  label: string
  style: 'compact' | 'expanded'
  chosen: string
  choices: { title: string; value: string }[]
  error: string
  date?: { until: string; earliest: Day; latest: Day }
  save: object | undefined
}

function form({ ref, student, problems, explanation, date, save, ...rest }: Form): Card {
  return bindCard(template, {
    ...rest,
    student: plain(student),
    hasProblems: problems.length > 0,
    problems: problems.map(plain).join(' '),
    explanation: plain(explanation),
    hasChoices: rest.choices.length > 0,
    hasUntil: date !== undefined,
    until: date?.until ?? '',
    earliest: date?.earliest ?? '',
    latest: date?.latest ?? '',
    actions: [
      ...(save === undefined ? [] : [save]),
      actAction('Back to the alert', { verb: 'alert-open', ...ref }),
    ],
  })
}
