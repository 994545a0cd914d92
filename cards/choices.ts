import { bindCard } from './bind'
import type { Card } from './card'
import template from './choices.json'
import { clip } from './clip'
import { plain } from './plain'
import { askAction } from './verbs'

/** What may be picked in the place of what a question says. It has a card of its own: beside ten students it has no room. */
export interface ChoicesModel {
  /** The question as it is, in words. */
  title: string
  /** The question to which the picks apply. */
  question: object
  population: ChoiceList
  /** Absent where no band is asked for. */
  bands?: ChoiceList
  window: ChoiceList
}

/** A list of choices and the one that holds. */
export interface ChoiceList {
  chosen: string
  options: { title: string; value: string }[]
}

/** Draws the lists of choices, with the way on and the way back. */
export function choicesCard({ title, question, population, bands, window }: ChoicesModel): Card {
  return bindCard(template, {
    title: plain(title),
    inputs: [
      choiceSet('population', 'Whom', population),
      ...(bands ? [choiceSet('bands', 'Engagement', bands)] : []),
      choiceSet('window', 'When', window),
    ],
    buttons: [
      // What is picked comes with the question.
      { type: 'Action.Execute', title: 'Show', verb: 'ask', data: { verb: 'ask', question } },
      askAction({ title: 'Back', question }),
    ],
  })
}

function choiceSet(
  id: 'population' | 'bands' | 'window',
  label: string,
  { chosen, options }: ChoiceList,
): object {
  return {
    type: 'Input.ChoiceSet',
    id,
    label,
    style: 'compact',
    value: chosen,
    choices: options.map(({ title, value }) => ({ title: plain(clip(title, 60)), value })),
  }
}

/** The button of an answer that opens what may be changed in its question. */
export function changeAction(question: object | undefined): object[] {
  if (question === undefined) return []
  return [
    {
      type: 'Action.Execute',
      title: 'Change',
      tooltip: 'Change the students, the engagement or the time',
      verb: 'change',
      data: { verb: 'change', question },
    },
  ]
}
