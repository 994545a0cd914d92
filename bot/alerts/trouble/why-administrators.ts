/** Why an administrator is told of trouble, at the foot of each card. */
export const whyAdministrators =
  'You are told because you hold the administrator role. This card changes when it is over.'
