import { Application, type TeamsAdapter } from '@microsoft/teams-ai'
import { ActivityTypes, TurnContext, tokenExchangeOperationName, verifyStateOperationName } from 'botbuilder'
import type { TeamsDependencies } from './dependencies'
import { measured } from './measured'
import { onSearch, searchOperationName } from './message-extension'
import { onTokenExchange, onVerifyState } from './sign-in-turn'
import { onCardAction, onFailure, onInstalled, onMessage } from './turn'

/**
 * How long a turn may wait for the store, in milliseconds: Teams gives up on an answer after 15 seconds, and the
 * sentence that says so has to get there before.
 */
const patience = 10_000

type Turn = (context: TurnContext, dependencies: TeamsDependencies) => Promise<void>

/** The bot's application: every route that a Teams activity can take, in order. */
export function createTeamsApp(adapter: TeamsAdapter, dependencies: TeamsDependencies): Application {
  const app = new Application({ adapter })
  const inTime = (turn: Turn, intent: string) => (context: TurnContext) =>
    measured(context, intent, dependencies, () => turn(context, withPatience(dependencies)))
  const onInvoke = (name: string, turn: Turn, intent: string): void => {
    // By name alone: the Playground's searches carry no command.
    app.addRoute(
      ({ activity }) => Promise.resolve(activity.type === 'invoke' && activity.name === name),
      inTime(turn, intent),
      true,
    )
  }
  onInvoke('adaptiveCard/action', onCardAction, 'button')
  onInvoke(searchOperationName, onSearch, 'search')
  if (dependencies.entra) {
    onInvoke(tokenExchangeOperationName, onTokenExchange, 'sign-in')
    onInvoke(verifyStateOperationName, onVerifyState, 'sign-in')
  }
  app.activity(ActivityTypes.Message, inTime(onMessage, 'message'))
  app.activity(ActivityTypes.InstallationUpdate, inTime(onInstalled, 'installation'))
  app.activity(ActivityTypes.ConversationUpdate, inTime(onInstalled, 'installation'))
  adapter.onTurnError = (context, error) => onFailure(context, error, dependencies)
  return app
}

function withPatience(dependencies: TeamsDependencies): TeamsDependencies {
  return { ...dependencies, store: dependencies.store.until(AbortSignal.timeout(patience)) }
}
