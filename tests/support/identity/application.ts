import type { ManagedIdentity } from './identity-endpoint'

/** An application: its secret, and a managed identity that it trusts as well (a federated credential). */
export interface Application {
  appId: string
  tenantId: string
  secret: string
  trusts?: ManagedIdentity
}
