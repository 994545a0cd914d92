import { DefaultAzureCredential, type TokenCredential } from '@azure/identity'
import { managedIdentity, readManagedIdentity } from '../managed-identity'

/**
 * Who reads the container: on Azure the managed identity that is named, elsewhere whoever the machine is signed in as
 * (the variables AZURE_CLIENT_ID and so on, or `az login`).
 */
export function storageCredential(): TokenCredential {
  const clientId = readManagedIdentity()
  return clientId === undefined ? new DefaultAzureCredential() : managedIdentity(clientId)
}
