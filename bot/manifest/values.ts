import { guid, readEnvironment } from '../config'
import { hostName } from '../entra-config'
import { variables } from '../variables'

/** What the manifest leaves open, in the notation of the Microsoft 365 Agents Toolkit: `${{BOT_ID}}`. */
export interface ManifestValues {
  TEAMS_APP_ID: string
  BOT_ID: string
  BOT_DOMAIN: string
}

const environment = variables({
  MicrosoftAppId: guid,
  BOT_DOMAIN: hostName,
  TEAMS_APP_ID: guid.optional(),
})

/**
 * Reads from the environment whose package it is to be. The app has the bot's ID unless it was given one of its own.
 *
 * @throws EngagementError `configuration`
 */
export function readManifestValues(): ManifestValues {
  const { MicrosoftAppId, BOT_DOMAIN, TEAMS_APP_ID = MicrosoftAppId } = readEnvironment(environment)
  return {
    TEAMS_APP_ID: TEAMS_APP_ID.toLowerCase(),
    BOT_ID: MicrosoftAppId.toLowerCase(),
    BOT_DOMAIN: BOT_DOMAIN.toLowerCase(),
  }
}

/** A text with its open places filled; one of another name stays, for the checks to find. */
export function fill(text: string, values: ManifestValues): string {
  const known = new Map<string, string>(Object.entries(values))
  return text.replaceAll(/\$\{\{ *(\w+) *\}\}/gu, (place, name: string) => known.get(name) ?? place)
}
