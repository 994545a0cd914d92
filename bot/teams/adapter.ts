import { ConfidentialClientApplication } from '@azure/msal-node'
import { TeamsAdapter } from '@microsoft/teams-ai'
import {
  AuthenticationConstants,
  MsalAppCredentials,
  MsalServiceClientCredentialsFactory,
  type AuthenticateRequestResult,
  type ServiceClientCredentialsFactory,
} from 'botframework-connector'
import type { Activity, InvokeResponse, TurnContext } from 'botbuilder'
import type { EntraConfig } from '../entra-config'
import { connectorScope } from './cloud'
import { msalOptions } from './msal-options'

/** The Bot Framework's adapter, asked step by step: whose activity is this, then what is the answer. */
export class ChannelAdapter extends TeamsAdapter {
  /**
   * Checks the token of a request, as the Bot Framework does.
   *
   * @throws whatever the SDK throws for a token that it refuses
   */
  authenticate(activity: Activity, authorization: string): Promise<AuthenticateRequestResult> {
    return this.botFrameworkAuthentication.authenticateRequest(activity, authorization)
  }

  /** Runs one turn. Gives what is to be answered in the HTTP response. */
  async turn(
    authenticated: AuthenticateRequestResult,
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse> {
    return (await this.processActivity(authenticated, activity, logic)) ?? { status: 200 }
  }
}

/** For `SIGN_IN=playground`: without an app ID it checks no token, so the server must listen on loopback alone. */
export function createPlaygroundAdapter(): ChannelAdapter {
  return new ChannelAdapter({ MicrosoftAppId: '', MicrosoftAppPassword: '', MicrosoftAppType: 'MultiTenant' })
}

/** For Teams: checks every token, and sends with the bot's own. */
export function createEntraAdapter(entra: EntraConfig): ChannelAdapter {
  return new ChannelAdapter(
    {
      MicrosoftAppId: entra.appId,
      MicrosoftAppType: 'SingleTenant',
      MicrosoftAppTenantId: entra.tenantId,
      ...entra.channel,
    },
    credentialsOf(entra),
  )
}

/** The SDK's own, of which it says that it implements the class that it does not extend. */
function credentialsOf(
  entra: EntraConfig,
): Pick<ServiceClientCredentialsFactory, keyof ServiceClientCredentialsFactory> {
  return new MsalServiceClientCredentialsFactory(
    entra.appId,
    new ConfidentialClientApplication(msalOptions(entra)),
  )
}

/** The bot's own token for what it sends unasked, kept until shortly before it ends; asked for once however many wait. */
export function botTokenOf(entra: EntraConfig): (refresh: boolean) => Promise<string> {
  const credentials = new MsalAppCredentials(
    new ConfidentialClientApplication(msalOptions(entra)),
    entra.appId,
    entra.authority,
    connectorScope(entra),
  )
  let asking: Promise<string> | undefined
  return (refresh) => {
    asking ??= credentials.getToken(refresh).finally(() => {
      asking = undefined
    })
    return asking
  }
}

/** Who signs the tokens of Teams' activities. */
export function channelIssuer({ channel }: EntraConfig): string {
  return channel?.ToBotFromChannelTokenIssuer ?? AuthenticationConstants.ToBotFromChannelTokenIssuer
}
