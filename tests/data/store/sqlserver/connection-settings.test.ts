import { connectionSettings } from '../../../../data/store/sqlserver/connection-settings'

const settings = (database: string) => connectionSettings(database, { connect: 5_000, statement: 8_000 })
const refusal = (database: string): unknown => {
  try {
    settings(database)
    return undefined
  } catch (error) {
    return error
  }
}

describe('a SQL Server connection', () => {
  it('is encrypted and checks the certificate unless it is told otherwise', () => {
    const { options } = settings('Server=db.example;Database=e;User Id=u;Password=p')
    expect(options).toMatchObject({ encrypt: true, trustServerCertificate: false })
    const trial = settings(
      'Server=db.example;Database=e;User Id=u;Password=p;Encrypt=false;TrustServerCertificate=true',
    )
    expect(trial.options).toMatchObject({ encrypt: false, trustServerCertificate: true })
    expect(settings('mssql://u:p@db.example/e?encrypt=strict').options).toMatchObject({ encrypt: 'strict' })
  })

  it.each([
    [
      'Server=tcp:db.example,14330;Initial Catalog=e;UID=u;PWD="p;\'"',
      { server: 'db.example', port: 14330, database: 'e' },
    ],
    ['Data Source=.;Database=e;User Id=u;Password=p', { server: 'localhost', database: 'e' }],
    [
      'Server=db.example\\named;Database=e;User Id=u;Password=p',
      { server: 'db.example', options: { instanceName: 'named' } },
    ],
    [
      'mssql://u:p%40ss%3A@db.example:1444/engagement',
      { server: 'db.example', port: 1444, database: 'engagement' },
    ],
  ])('is read from %s', (database, expected) => {
    expect(settings(database)).toMatchObject(expected)
  })

  it('keeps special characters of a password in either form', () => {
    const password = 'p@s;s"w\'o=r d%'
    const quoted = `Server=s;Database=e;User Id=u;Password="${password.replaceAll('"', '""')}"`
    for (const database of [quoted, `mssql://u:${encodeURIComponent(password)}@s/e`]) {
      expect(settings(database).authentication).toEqual({
        type: 'default',
        options: { userName: 'u', password },
      })
    }
  })

  it.each([
    ['Authentication=Active Directory Default', { type: 'azure-active-directory-default', options: {} }],
    [
      'Authentication=ActiveDirectoryManagedIdentity',
      { type: 'azure-active-directory-msi-app-service', options: {} },
    ],
    [
      'Authentication=Active Directory Managed Identity;User Id=client',
      { type: 'azure-active-directory-msi-app-service', options: { clientId: 'client' } },
    ],
    [
      'Authentication=Active Directory Service Principal;User Id=client;Password=secret;Tenant Id=tenant',
      {
        type: 'azure-active-directory-service-principal-secret',
        options: { clientId: 'client', clientSecret: 'secret', tenantId: 'tenant' },
      },
    ],
  ])('signs in by %s', (way, expected) => {
    expect(settings(`Server=db.example;Database=e;${way}`).authentication).toEqual(expected)
    const url = new URL('mssql://db.example/e')
    for (const pair of way.split(';')) url.searchParams.set(...(pair.split('=') as [string, string]))
    expect(settings(url.toString()).authentication).toEqual(expected)
  })

  it.each([
    ['Server=db.example;User Id=u;Password=secret', "initial catalog: needs 'Database=<name>'"],
    ['Server=db.example;Database=e;Password=secret', "needs 'user id'"],
    ['Server=db.example;Database=e;User Id=u', "needs 'password'"],
    ['Server=db.example;Database=e;User Id=u;Password=secret;Encrypt=perhaps', 'encrypt: must be'],
    [
      'Server=db.example;Database=e;User Id=u;Password=secret;TrustServerCertificate=secret',
      'trustservercertificate: must be',
    ],
    [
      'Server=db.example;Database=e;Authentication=Active Directory Password;User Id=u;Password=secret',
      'Authentication must be',
    ],
    ['Server=a b;Database=e;User Id=u;Password=secret', 'data source: must be'],
    ['Server=db.example;Database=e;User Id=u;Password="secret', 'no connection string'],
    ['mssql://u:se%cret@db.example/e', 'no mssql:// URL'],
    [
      'Server=db.example;Database=e;User Id=u;Password=secret;Max Pool Size=secret',
      'max pool size: must be a number',
    ],
    [
      'Server=db.example;Database=e;User Id=u;Password=secret;TrustServerCertficate=true',
      'its setting 5 is not',
    ],
    ['Server=db.example;Database=e;User Id=u;Password=p;secret=1', 'its setting 5 is not'],
    ['Server=db.example,70000;Database=e;User Id=u;Password=secret', 'data source: must be'],
  ])('%s is refused with what is missing, never with a value', (database, words) => {
    const error = refusal(database) as Error
    expect(error).toMatchObject({ code: 'configuration', message: expect.stringContaining(words) as string })
    expect(error.message).toContain('ENGAGEMENT_DATABASE')
    expect(error.message).not.toMatch(/se%?cret(?!['>])/u)
  })
})
