import { z } from 'zod'

/** What the button of a card about one student sends back. Whom the reference is about only the bot can tell. */
export const openStudent = z.object({
  verb: z.literal('open-student'),
  reference: z
    .string()
    .max(1000)
    .regex(/^[A-Za-z0-9+/=]+$/u),
})
export type OpenStudent = z.infer<typeof openStudent>

export interface OpenStudentAction {
  type: 'Action.Execute'
  title: string
  verb: 'open-student'
  data: OpenStudent
}

/** A button by which each reader asks for what they themselves may see. */
export function openStudentAction(reference: string): OpenStudentAction {
  return {
    type: 'Action.Execute',
    title: 'Open in my private chat',
    verb: 'open-student',
    data: { verb: 'open-student', reference },
  }
}
