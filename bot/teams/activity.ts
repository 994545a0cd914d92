import { z } from 'zod'

/** The parts of a Bot Framework activity that we read; everything else is passed over. */
export const activity = z.object({
  type: z.string().min(1),
  text: z.string().nullish(),
  value: z.unknown(),
  from: z.object({ id: z.string().min(1), aadObjectId: z.string().nullish() }),
  recipient: z.object({ id: z.string() }).nullish(),
  conversation: z.object({
    id: z.string().min(1).max(450),
    conversationType: z.string().nullish(),
    isGroup: z.boolean().nullish(),
  }),
  serviceUrl: z.string().url(),
  action: z.string().nullish(),
  membersAdded: z.array(z.object({ id: z.string() })).nullish(),
})
export type Activity = z.infer<typeof activity>

/** What an Action.Execute brings. */
export const executeValue = z.object({ action: z.object({ data: z.unknown() }) })

/**
 * The activity in a request's body, whole, if it has all that we rely on and its service URL is on this machine:
 * without tokens, anything else could send answers elsewhere. Undefined otherwise.
 */
export function acceptableFromPlayground(body: unknown): Record<string, unknown> | undefined {
  const parsed = activity.passthrough().safeParse(body)
  if (!parsed.success) return undefined
  const { protocol, hostname } = new URL(parsed.data.serviceUrl)
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
    ? parsed.data
    : undefined
}
