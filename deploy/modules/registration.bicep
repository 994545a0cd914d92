// The app registration: the bot, what staff sign in to, and the single sign-on of Teams. It has no secret: it trusts the
// bot's managed identity. Universities where another team owns Entra ID make it by hand instead, see azure.md.
extension microsoftGraphV1

@description('Never changes once there: Entra ID finds the registration by it.')
param uniqueName string

param displayName string

@description('The host name under which people and Teams reach the bot.')
param domain string

@description('Principal ID of the identity that the registration trusts.')
param botPrincipalId string

@description('To show students’ photographs from the directory.')
param photos bool

@description('To install the app for people who are to be told something.')
param installs bool

@description('Consents for everybody in the tenant, so that nobody is asked. It needs an administrator of Entra ID.')
param consent bool

// Fixed, so that a second deployment changes nothing.
var accessScope = guid('my-engagement', 'access_as_user')

var teamsClients = [
  '1fec8e78-bce4-4aaf-ab1b-5451cc387264' // Teams on the desktop and on phones
  '5e3ce6c0-2b1f-4285-8d4b-75ee78787346' // Teams on the web
]

// Each is the second key of a role, see bot/access/policy.ts.
var roles = [
  {
    value: 'Engagement.School'
    description: 'Directors of school: their school’s students by name.'
  }
  {
    value: 'Engagement.Faculty'
    description: 'Pro-vice-chancellors and associate deans: numbers of their faculty.'
  }
  {
    value: 'Engagement.FacultyAdmin'
    description: 'Faculty administrative staff: how to reach their faculty’s students, and their bands.'
  }
  {
    value: 'Engagement.Institution'
    description: 'Executive Leadership Team: numbers of the institution.'
  }
  {
    value: 'Engagement.Project'
    description: 'Selected project staff: their project’s cohort under pseudonyms.'
  }
  {
    value: 'Engagement.DataProtection'
    description: 'Data protection: is told of unusual looks, and sees no student.'
  }
  {
    value: 'Engagement.Admin'
    description: 'Administrators: feeds, jobs and deliveries, and no student.'
  }
]

var delegated = photos ? ['User.Read', 'ProfilePhoto.Read.All'] : ['User.Read']
var install = 'TeamsAppInstallation.ReadWriteSelfForUser.All'

var scopes = [
  {
    id: accessScope
    value: 'access_as_user'
    type: 'User'
    isEnabled: true
    adminConsentDisplayName: 'Sign in to My Engagement'
    adminConsentDescription: 'Teams signs staff in to My Engagement as themselves.'
    userConsentDisplayName: 'Sign in to My Engagement'
    userConsentDescription: 'Teams signs you in to My Engagement as yourself.'
  }
]

// Microsoft Graph is in every tenant; the IDs of its permissions are read from it.
resource graph 'Microsoft.Graph/servicePrincipals@v1.0' existing = {
  appId: '00000003-0000-0000-c000-000000000000'
}

resource registration 'Microsoft.Graph/applications@v1.0' = {
  uniqueName: uniqueName
  displayName: displayName
  signInAudience: 'AzureADMyOrg'
  api: {
    requestedAccessTokenVersion: 2
    oauth2PermissionScopes: scopes
  }
  appRoles: [
    for role in roles: {
      id: guid('my-engagement', role.value)
      value: role.value
      displayName: role.value
      description: role.description
      allowedMemberTypes: ['User']
      isEnabled: true
    }
  ]
  web: {
    redirectUris: ['https://${domain}/sign-in/end']
  }
  requiredResourceAccess: [
    {
      resourceAppId: graph.appId
      resourceAccess: concat(
        map(delegated, name => {
          id: filter(graph.oauth2PermissionScopes, scope => (scope.value == name))[0].id
          type: 'Scope'
        }),
        map(installs ? [install] : [], name => {
          id: filter(graph.appRoles, role => (role.value == name))[0].id
          type: 'Role'
        })
      )
    }
  ]
}

// The same registration once more, by its name: its address holds its app ID, which Entra ID gives only when it is there,
// and Entra ID lets a client be authorised in advance only for a scope that is there.
resource singleSignOn 'Microsoft.Graph/applications@v1.0' = {
  uniqueName: uniqueName
  displayName: displayName
  identifierUris: ['api://botid-${registration.appId}']
  api: {
    requestedAccessTokenVersion: 2
    oauth2PermissionScopes: scopes
    preAuthorizedApplications: [
      for client in teamsClients: {
        appId: client
        delegatedPermissionIds: [accessScope]
      }
    ]
  }
}

// Whoever runs as the bot's identity proves to Entra ID that it is this registration; nothing else does.
resource trust 'Microsoft.Graph/applications/federatedIdentityCredentials@v1.0' = {
  name: '${singleSignOn.uniqueName}/bot'
  description: 'The managed identity of the bot on Azure.'
  audiences: ['api://AzureADTokenExchange']
  issuer: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
  subject: botPrincipalId
}

resource principal 'Microsoft.Graph/servicePrincipals@v1.0' = {
  appId: registration.appId
}

resource consented 'Microsoft.Graph/oauth2PermissionGrants@v1.0' = if (consent) {
  clientId: principal.id
  resourceId: graph.id
  consentType: 'AllPrincipals'
  scope: join(concat(['openid', 'profile'], delegated), ' ')
}

// Of all people's apps, this permission reaches the product's own alone.
resource installing 'Microsoft.Graph/appRoleAssignedTo@v1.0' = if (consent && installs) {
  principalId: principal.id
  resourceId: graph.id
  appRoleId: filter(graph.appRoles, role => (role.value == install))[0].id
}

output appId string = registration.appId
