import { Application, type TeamsAdapter } from '@microsoft/teams-ai'
import { ActivityTypes, TurnContext } from 'botbuilder'
import type { TeamsDependencies } from './dependencies'
import { onCardAction, onFailure, onInstalled, onMessage } from './turn'

/**
 * How long a turn may wait for the store, in milliseconds: Teams gives up on an answer after 15 seconds, and the
 * sentence that says so has to get there before.
 */
const patience = 10_000

/** The bot's application: every route that a Teams activity can take, in order. */
export function createTeamsApp(adapter: TeamsAdapter, dependencies: TeamsDependencies): Application {
  const app = new Application({ adapter })
  app.adaptiveCards.actionExecute('ask', async (context: TurnContext) => {
    await onCardAction(context, inTime(dependencies))
    return ''
  })
  app.activity(ActivityTypes.Message, (context) => onMessage(context, inTime(dependencies)))
  app.activity(ActivityTypes.InstallationUpdate, (context) => onInstalled(context, inTime(dependencies)))
  app.activity(ActivityTypes.ConversationUpdate, (context) => onInstalled(context, inTime(dependencies)))
  adapter.onTurnError = (context, error) => onFailure(context, error, dependencies)
  return app
}

function inTime(dependencies: TeamsDependencies): TeamsDependencies {
  return { ...dependencies, store: dependencies.store.until(AbortSignal.timeout(patience)) }
}
