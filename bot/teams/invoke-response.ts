import { ActivityTypes, INVOKE_RESPONSE_KEY, type TurnContext } from 'botbuilder'

/** Answers an invoke in its HTTP response. Sent here and not by teams-ai, which would switch a verb for good to updating the card for everyone. */
export async function respondToInvoke(context: TurnContext, status: number, body?: unknown): Promise<void> {
  await context.sendActivity({ type: ActivityTypes.InvokeResponse, value: { status, body } })
}

/** Whether an invoke still waits for its answer. */
export function isWaitingInvoke({ activity, turnState }: TurnContext): boolean {
  return activity.type === 'invoke' && turnState.get(INVOKE_RESPONSE_KEY) === undefined
}

/** What an Action.Execute is answered with. */
export interface ExecuteResponse {
  statusCode: number
  type: string
  value: unknown
}

export function errorResponse(statusCode: number, code: string, message: string): ExecuteResponse {
  return { statusCode, type: 'application/vnd.microsoft.error', value: { code, message } }
}
