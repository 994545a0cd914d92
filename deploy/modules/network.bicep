// A network of its own: one subnet runs the containers, the other holds the private doors of the data.
param name string
param location string
param tags object

@description('A private range of at least 128 addresses that nothing else uses which this network may be peered with.')
param addressSpace string

// The least that Container Apps takes is a /27; the second half of a /26 is for the instances of two versions at once.
var appsRange = cidrSubnet(addressSpace, 26, 0)
var endpointsRange = cidrSubnet(addressSpace, 28, 4)

resource appsRules 'Microsoft.Network/networkSecurityGroups@2024-07-01' = {
  name: '${name}-apps'
  location: location
  tags: tags
  properties: {
    securityRules: [
      {
        // The rules that every group has let in the load balancer and the network itself, and nothing else.
        name: 'https-from-teams-and-browsers'
        properties: {
          priority: 100
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: 'Internet'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          // 31443 is where the environment's own proxy takes what came for 443.
          destinationPortRanges: ['443', '31443']
        }
      }
    ]
  }
}

resource endpointsRules 'Microsoft.Network/networkSecurityGroups@2024-07-01' = {
  name: '${name}-endpoints'
  location: location
  tags: tags
  properties: {
    securityRules: [
      {
        name: 'data-for-the-containers'
        properties: {
          priority: 100
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: appsRange
          sourcePortRange: '*'
          destinationAddressPrefix: endpointsRange
          destinationPortRanges: ['443', '1433']
        }
      }
      {
        // Also from networks that this one may be peered with later.
        name: 'nobody-else'
        properties: {
          priority: 4000
          direction: 'Inbound'
          access: 'Deny'
          protocol: '*'
          sourceAddressPrefix: '*'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '*'
        }
      }
    ]
  }
}

resource network 'Microsoft.Network/virtualNetworks@2024-07-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    addressSpace: {
      addressPrefixes: [addressSpace]
    }
    subnets: [
      {
        name: 'apps'
        properties: {
          addressPrefix: appsRange
          networkSecurityGroup: {
            id: appsRules.id
          }
          delegations: [
            {
              name: 'container-apps'
              properties: {
                serviceName: 'Microsoft.App/environments'
              }
            }
          ]
        }
      }
      {
        name: 'endpoints'
        properties: {
          addressPrefix: endpointsRange
          networkSecurityGroup: {
            id: endpointsRules.id
          }
          // Otherwise the rules would not hold for private endpoints.
          privateEndpointNetworkPolicies: 'NetworkSecurityGroupEnabled'
        }
      }
    ]
  }
}

output id string = network.id
output appsSubnetId string = network.properties.subnets[0].id
output endpointsSubnetId string = network.properties.subnets[1].id
