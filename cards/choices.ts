import { clip } from './clip'
import { plain } from './plain'

/** What may be picked in a card in the place of what its question says. */
export interface ChoicesModel {
  /** The question to which the picks apply. */
  question: object
  population: Pick
  /** Absent where no band is asked for. */
  bands?: Pick
  window: Pick
}

/** A list of choices and the one that holds. */
export interface Pick {
  chosen: string
  options: { title: string; value: string }[]
}

const hidden = 'choices'

/** A button that opens what may be changed, and what it opens; nothing without a model. */
export function choicesView(model: ChoicesModel | undefined): { hasChoices: boolean; choices: object[] } {
  if (!model) return { hasChoices: false, choices: [] }
  const { question, population, bands, window } = model
  return {
    hasChoices: true,
    choices: [
      {
        type: 'ActionSet',
        actions: [{ type: 'Action.ToggleVisibility', title: 'Change', targetElements: [hidden] }],
      },
      {
        type: 'Container',
        id: hidden,
        isVisible: false,
        style: 'emphasis',
        items: [
          choiceSet('population', 'Whom', population),
          ...(bands ? [choiceSet('bands', 'Engagement', bands)] : []),
          choiceSet('window', 'When', window),
          { type: 'ActionSet', actions: [showAction(question)] },
        ],
      },
    ],
  }
}

function choiceSet(id: 'population' | 'bands' | 'window', label: string, { chosen, options }: Pick): object {
  return {
    type: 'Input.ChoiceSet',
    id,
    label,
    style: 'compact',
    value: chosen,
    choices: options.map(({ title, value }) => ({ title: plain(clip(title, 60)), value })),
  }
}

/** What was picked comes with the question. */
function showAction(question: object): object {
  return { type: 'Action.Execute', title: 'Show', verb: 'ask', data: { verb: 'ask', question } }
}
