/** The version of Microsoft's schemas that the manifest and its translations are written to. */
export const schemaVersion = '1.30'

/** Where Microsoft publishes the manifest's. Nothing is fetched from there. */
export const manifestSchemaAddress = `https://developer.microsoft.com/json-schemas/teams/v${schemaVersion}/MicrosoftTeams.schema.json`
