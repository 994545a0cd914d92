import { Application, type TeamsAdapter } from '@microsoft/teams-ai'
import { ActivityTypes, TurnContext } from 'botbuilder'
import type { Card } from '../../cards/card'
import type { Clock } from '../../data/domain/day'
import type { Store } from '../../data/store/store'
import type { Log } from '../log'
import { onCardAction, onFailure, onInstalled, onMessage } from './turn'

export interface TeamsDependencies {
  store: Store
  clock: Clock
  log: Log
  /** Fits a card to the host that draws it. */
  draw: (card: Card) => Card
}

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
