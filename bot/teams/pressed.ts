import type { Card } from '../../cards/card'
import type { AskValue, CardAction } from '../../cards/verbs'
import type { AskedFor } from '../ask'
import { withChoices, type Choices } from '../language/choices'
import { asQuestion } from '../language/question-schema'
import type { Activity } from './activity'
import { answerTo, answerToButton, type Incoming } from './answer-to'
import type { TeamsDependencies } from './dependencies'
import { openedStudent } from './opened-student'

/** The card that takes the place of the one whose button was pressed; undefined when its presser has to sign in first. */
type Pressed = (received: Activity, dependencies: TeamsDependencies) => Promise<Card | undefined>

/** What pressing a button does; undefined for one that is none of ours. */
export function pressed(action: CardAction): Pressed | undefined {
  switch (action.verb) {
    case 'ask':
      return answerOf(messageOf(action))
    case 'change': {
      const question = asQuestion(action.question)
      return answerOf(question && { question, changing: true, onlyForAsker: true })
    }
    case 'open-student':
      return (received, dependencies) => openedStudent(received, action, dependencies)
    default:
      return async (received, dependencies) => (await answerToButton(received, action, dependencies))?.card
  }
}

function answerOf(message: Incoming | undefined): Pressed | undefined {
  return (
    message && (async (received, dependencies) => (await answerTo(received, message, dependencies))?.card)
  )
}

/** What a button asks; undefined where its question, or what was picked with it, is none. */
function messageOf(action: AskValue): Incoming | undefined {
  const asked = askedFor(action)
  const back = action.back && askedFor(action.back)
  const { page } = action
  return (
    asked && {
      ...asked,
      page,
      back: back && { ...back, page: action.back?.page },
      onlyForAsker: true,
      memory: 'keep',
    }
  )
}

function askedFor({
  text,
  question,
  ...choices
}: Pick<AskValue, 'text' | 'question'> & Choices): AskedFor | undefined {
  const asked = question && asQuestion(question)
  if (question) {
    const changed = asked && withChoices(asked, choices)
    return changed && { question: changed }
  }
  return text === undefined ? undefined : { text }
}
