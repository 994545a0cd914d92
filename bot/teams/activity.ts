import { z } from 'zod'

/** The parts of a Bot Framework activity that we read; everything else is passed over. */
export const activity = z.object({
  type: z.string().min(1),
  text: z.string().nullish(),
  value: z.unknown(),
  from: z.object({ id: z.string(), aadObjectId: z.string().nullish() }).nullish(),
  recipient: z.object({ id: z.string() }).nullish(),
  conversation: z.object({ id: z.string().min(1), conversationType: z.string().nullish() }).nullish(),
  action: z.string().nullish(),
  membersAdded: z.array(z.object({ id: z.string() })).nullish(),
})
export type Activity = z.infer<typeof activity>

/** What an Action.Execute brings. */
export const executeValue = z.object({ action: z.object({ data: z.unknown() }) })
