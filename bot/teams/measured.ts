import type { TurnContext } from 'botbuilder'
import { step } from '../telemetry/turn'
import { activity, conversationOf } from './activity'
import type { TeamsDependencies } from './dependencies'

/** Runs one turn, measured where there is telemetry: what it was about is noted by whatever answers it. */
export async function measured(
  context: TurnContext,
  intent: string,
  { telemetry }: Pick<TeamsDependencies, 'telemetry'>,
  turn: () => Promise<void>,
): Promise<void> {
  if (!telemetry) return turn()
  context.onSendActivities((_context, _activities, next) => step('reply', next))
  const received = activity.safeParse(context.activity)
  const place = received.success ? conversationOf(received.data).kind : 'personal'
  return telemetry.turn({ intent, outcome: 'done', place }, turn)
}
