import { readConfig, readSignIn, readStoreConfig, requireSecret, type StoreConfig } from '../config'
import { hasEntraConfig, readEntraConfig, type EntraConfig } from '../entra-config'
import { readModelConfig, type ModelConfig } from '../model-config'
import { readTelemetryConfig, type TelemetryConfig } from '../telemetry-config'
import { faultsIn } from '../wrong-environment'

/** What the environment says, each part as far as it can be read, and all that is wrong with it. */
export interface Configured {
  faults: readonly string[]
  store: StoreConfig | undefined
  /** `nowhere`: staff sign in by Entra ID, but nothing of it is configured here. */
  signIn: 'entra' | 'playground' | 'nowhere' | undefined
  entra: EntraConfig | undefined
  model: ModelConfig | undefined
  telemetry: TelemetryConfig | undefined
}

/** Reads the whole environment. */
export function readConfigured(): Configured {
  const faults = new Set<string>()
  const read = <Part>(part: () => Part): Part | undefined => {
    try {
      return part()
    } catch (error) {
      for (const fault of faultsIn(error)) faults.add(fault)
      return undefined
    }
  }
  read(readConfig)
  const chosen = readSignIn()
  const signIn = chosen === 'entra' && !hasEntraConfig() ? 'nowhere' : chosen
  const store = read(readStoreConfig)
  const entra = signIn === 'entra' ? read(readEntraConfig) : undefined
  const model = read(readModelConfig)
  const telemetry = read(readTelemetryConfig)
  if (store && signIn === 'entra') read(() => requireSecret(store))
  return { faults: [...faults], store, signIn, entra, model, telemetry }
}
