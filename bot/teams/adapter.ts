import { TeamsAdapter } from '@microsoft/teams-ai'

/**
 * The Bot Framework's adapter for `SIGN_IN=playground`. Without an app ID it checks no token, so the server that feeds
 * it must listen on loopback alone.
 */
export function createPlaygroundAdapter(): TeamsAdapter {
  return new TeamsAdapter({ MicrosoftAppId: '', MicrosoftAppPassword: '', MicrosoftAppType: 'MultiTenant' })
}
