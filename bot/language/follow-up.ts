import type { Before } from './before'
import { ofAlerts } from './follow-up-alerts'
import { ofChangedSlots } from './follow-up-slots'
import { ofAnotherStudent, ofReason, ofSameStudent, ofShown } from './follow-up-student'
import type { Message } from './intents/context'
import type { Question } from './question'

/** The question that a message means after another: what that set stays, but for what this says. */
export function followUp(message: Message, before: Before): Question | undefined {
  return (
    ofShown(message, before) ??
    ofAlerts(message, before) ??
    ofAnotherStudent(message, before) ??
    ofReason(message, before) ??
    ofSameStudent(message, before) ??
    ofChangedSlots(message, before)
  )
}
