import { activityDay } from './definitions/activity-day'
import { assignments } from './definitions/assignments'
import { attendance } from './definitions/attendance'
import { calendar } from './definitions/calendar'
import { canvas } from './definitions/canvas'
import { identities } from './definitions/identities'
import { library } from './definitions/library'
import { organisation } from './definitions/organisation'
import { printing } from './definitions/printing'
import { staff } from './definitions/staff'
import { students } from './definitions/students'
import type { DeliveredFeed } from './feed'

/** Every feed of the contract, in the order in which a new store takes them. */
export const feeds: readonly DeliveredFeed[] = [
  organisation,
  students,
  staff,
  assignments,
  calendar,
  identities,
  attendance,
  canvas,
  library,
  printing,
  activityDay,
]
