import { bindCard } from './bind'
import type { Card } from './card'
import template from './message.json'
import { openStudentAction } from './open-student'

/** A card about a student in a chat that others read. It holds nothing of the student. */
export interface SharedStudentModel {
  /** Whom it is about, sealed. */
  reference: string
  paragraphs: string[]
  /** A button that leads to the private chat: an https address. */
  chat?: string | undefined
}

/**
 * It never asks to be refreshed by itself (Universal Actions' `refresh`, with or without `userIds`): what a refresh
 * brings is drawn in the group's chat, unasked, on whatever screen shows it, and that would be a student's data.
 */
export function sharedStudentCard({ reference, paragraphs, chat }: SharedStudentModel): Card {
  return bindCard(template, {
    title: 'About one student',
    paragraphs,
    hasFacts: false,
    facts: [],
    hasButtons: true,
    buttons: [
      openStudentAction(reference),
      ...(chat === undefined ? [] : [{ type: 'Action.OpenUrl', title: 'Go to the private chat', url: chat }]),
    ],
  })
}
