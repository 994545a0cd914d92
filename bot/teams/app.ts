import { Application, type TeamsAdapter } from '@microsoft/teams-ai'
import { ActivityTypes, TurnContext } from 'botbuilder'
import type { TeamsDependencies } from './dependencies'
import { onCardAction, onFailure, onInstalled, onMessage } from './turn'

/** The bot's application: every route that a Teams activity can take, in order. */
export function createTeamsApp(adapter: TeamsAdapter, dependencies: TeamsDependencies): Application {
  const app = new Application({ adapter })
  app.adaptiveCards.actionExecute('ask', async (context: TurnContext) => {
    await onCardAction(context, dependencies)
    return ''
  })
  app.activity(ActivityTypes.Message, (context) => onMessage(context, dependencies))
  app.activity(ActivityTypes.InstallationUpdate, (context) => onInstalled(context, dependencies))
  app.activity(ActivityTypes.ConversationUpdate, (context) => onInstalled(context, dependencies))
  adapter.onTurnError = (context, error) => onFailure(context, error, dependencies)
  return app
}
