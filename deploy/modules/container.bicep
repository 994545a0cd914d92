// What the app and the jobs share: how settings, secrets and the configuration file come into a container.

@export()
@description('Environment variables: settings by their value, without empty ones, and secrets by the name under which the container has them.')
func environmentOf(settings object, secrets object) array => concat(
  map(filter(items(settings), setting => !empty(setting.value)), setting => { name: setting.key, value: setting.value }),
  map(items(secrets), secret => { name: secret.key, secretRef: secret.value })
)

@export()
@description('Secrets that stay in the vault, read there by the identity. A newer one is taken with the next version.')
func secretsOf(secrets object, vaultUri string, identityId string) array => map(items(secrets), secret => {
  name: secret.value
  keyVaultUrl: '${vaultUri}secrets/${secret.value}'
  identity: identityId
})

@export()
@description('Where the configuration file lies. Another configuration has another name, so that a changed one is a new version of the app.')
func configurationPath(configuration object) string => '/configuration/${uniqueString(string(configuration))}.json'

@export()
@description('The configuration file, which Container Apps takes from a secret only. It is none.')
func configurationVolumes(configuration object) array => [
  {
    name: 'configuration'
    storageType: 'Secret'
    secrets: [
      {
        secretRef: 'configuration'
        path: '${uniqueString(string(configuration))}.json'
      }
    ]
  }
]
