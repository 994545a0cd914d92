import { accessTrailCheck } from './access-trail'
import { alertsCheck } from './alerts'
import { appRolesCheck } from './app-roles'
import { botCredentialsCheck } from './bot-credentials'
import { channelKeysCheck } from './channel-keys'
import { chatsCheck } from './chats'
import type { Check, OnThisMachine, WithEntra, WithNetwork, WithStore } from './check'
import { clockCheck } from './clock'
import { configurationCheck } from './configuration'
import { connectorCheck } from './connector'
import { deliveriesCheck } from './deliveries'
import { endpointCheck } from './endpoint'
import { entraCheck } from './entra'
import { feedsCheck } from './feeds'
import { grantsCheck } from './grants'
import { languageModelCheck } from './language-model'
import { nodeCheck } from './node'
import { outboundCheck } from './outbound'
import { permissionsCheck } from './permissions'
import { restoredCheck } from './restored'
import { retentionCheck } from './retention'
import { scoresCheck } from './scores'
import { secretCheck } from './secret'
import { signInsCheck } from './sign-ins'
import { staffCheck } from './staff'
import { schemaCheck, storeCheck, type OpenedStore } from './store'
import { storeFileCheck } from './store-file'

// Everything that the doctor looks at, in the order in which it is told.

export const onThisMachine: readonly Check<OnThisMachine>[] = [
  nodeCheck,
  configurationCheck,
  secretCheck,
  storeFileCheck,
]

/** While one of these is wrong, nothing in the store can be looked at. */
export const openingTheStore: readonly Check<OpenedStore>[] = [storeCheck, schemaCheck]

export const inTheStore: readonly Check<WithStore>[] = [grantsCheck, accessTrailCheck, restoredCheck]

export const ofTheWork: readonly Check<WithStore>[] = [
  feedsCheck,
  scoresCheck,
  staffCheck,
  chatsCheck,
  signInsCheck,
  appRolesCheck,
  alertsCheck,
  deliveriesCheck,
  retentionCheck,
]

export const withMicrosoft: readonly Check<WithEntra>[] = [
  entraCheck,
  clockCheck,
  botCredentialsCheck,
  permissionsCheck,
  channelKeysCheck,
  connectorCheck,
  endpointCheck,
]

export const overTheNetwork: readonly Check<WithNetwork>[] = [outboundCheck, languageModelCheck]
