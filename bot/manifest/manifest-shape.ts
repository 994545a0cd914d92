import { z } from 'zod'

const command = z.object({ title: z.string(), description: z.string().default('') })

const bot = z.object({
  botId: z.string(),
  scopes: z.array(z.string()),
  supportsFiles: z.boolean().default(false),
  supportsCalling: z.boolean().default(false),
  supportsVideo: z.boolean().default(false),
  commandLists: z.array(z.object({ scopes: z.array(z.string()), commands: z.array(command) })),
})

const composeExtension = z.object({
  botId: z.string(),
  commands: z.array(command.extend({ parameters: z.array(command).default([]) })),
})

/** As much of a manifest as our own checks read. What Teams allows beyond it, Microsoft's schema says. */
export const manifestShape = z.object({
  $schema: z.string(),
  version: z.string(),
  id: z.string(),
  localizationInfo: z.object({
    defaultLanguageTag: z.string(),
    additionalLanguages: z.array(z.object({ languageTag: z.string(), file: z.string() })),
  }),
  developer: z.object({ websiteUrl: z.string(), privacyUrl: z.string(), termsOfUseUrl: z.string() }),
  name: z.object({ short: z.string(), full: z.string() }),
  description: z.object({ short: z.string(), full: z.string() }),
  icons: z.object({ color: z.string(), outline: z.string() }),
  accentColor: z.string(),
  defaultInstallScope: z.string(),
  bots: z.array(bot).length(1, 'have one bot'),
  composeExtensions: z.array(composeExtension),
  permissions: z.array(z.string()),
  validDomains: z.array(z.string()),
  webApplicationInfo: z.object({ id: z.string(), resource: z.string() }),
})

export type Manifest = z.infer<typeof manifestShape>
