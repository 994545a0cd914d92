import { alertRules, type AlertKind } from '../../data/domain/alert'
import type { Role } from '../../data/domain/role'
import { alertedRoles } from '../../data/queries/alert-recipients'
import { unitRoles } from '../../data/queries/unit-posts'
import type { Access } from '../access/access'

const holds = ({ grants }: Access, roles: readonly Role[]): boolean =>
  grants.some(({ role }) => roles.includes(role))

/** Whether somebody gets alerts about single students. */
export const getsAlerts = (access: Access): boolean => holds(access, alertedRoles)

/** Whether somebody gets the weekly card of numbers. */
export const getsWeeklyCard = (access: Access): boolean => holds(access, unitRoles)

/** The kinds of alerts that somebody's roles get. */
export function kindsFor(access: Access): AlertKind[] {
  return [
    ...(getsAlerts(access) ? alertRules : []),
    ...(getsWeeklyCard(access) ? (['weekly-card'] as const) : []),
  ]
}

/** What somebody gets unasked who gets no alerts about single students, in sentences. */
export function getsInstead(access: Access): string[] {
  const isOperator = holds(access, ['administrator'])
  const parts = [
    ...(getsWeeklyCard(access)
      ? ['Once a week you get a card with numbers on the students whom your role covers.']
      : []),
    ...(isOperator ? ['You are told of trouble with the feeds and with the delivery of alerts.'] : []),
    ...(holds(access, ['data-protection']) ? ['You are told of unusually many looks at students.'] : []),
  ]
  return parts.length > 0 ? parts : ['Your roles get nothing unasked.']
}
