import { actAction } from './acts'
import { bindCard } from './bind'
import type { Card } from './card'
import template from './feedback-form.json'
import { plain } from './plain'

/** The form for what somebody thinks of the bot. */
export interface FeedbackFormModel {
  /** The ID that it will have, so that it is saved once. */
  feedback: string
  problem?: string
  text: string
  /** One of the topics, or empty. */
  about: string
  topics: { title: string; value: string }[]
}

export function feedbackFormCard({ feedback, problem = '', text, about, topics }: FeedbackFormModel): Card {
  return bindCard(template, {
    hasProblem: problem !== '',
    problem: plain(problem),
    about,
    topics,
    text,
    actions: [actAction('Send', { verb: 'feedback-send', feedback }, 'positive')],
  })
}
