import type { Fact } from '../../cards/fact'
import { knownReasonNames } from '../../data/domain/alert'
import type { StudentProfile } from '../../data/queries/student-profile'
import type { Access } from '../access/access'
import { contactInShort, dayWithYear } from './contact-words'
import { capitalise } from './phrases'

/** What a profile says of a student beside how they stand. */
export function profileFacts(
  profile: StudentProfile,
  { access, showsContact }: { access: Access; showsContact: boolean },
): Fact[] {
  return [
    ...factsOf(profile.student),
    ...(showsContact ? [contactFact(profile, access)] : []),
    ...reasonFacts(profile, access),
  ]
}

function factsOf(student: StudentProfile['student']): Fact[] {
  return [
    { title: 'Student ID', value: student.student_id },
    { title: 'E-mail', value: student.email },
    ...(student.mobile === null ? [] : [{ title: 'Mobile', value: student.mobile }]),
    { title: 'Programme', value: student.programme },
    ...(student.school === null ? [] : [{ title: 'School', value: student.school }]),
    { title: 'Level', value: String(student.level) },
    { title: 'Mode', value: capitalise(student.mode) },
    { title: 'Status', value: capitalise(student.status) },
  ]
}

/** "Last contact: call by Ruth Adeyemi on Monday 23 November" */
function contactFact({ lastContact }: StudentProfile, { today, staff }: Access): Fact {
  const words = lastContact && contactInShort(lastContact, { today, reader: staff.staff_id })
  return { title: 'Last contact', value: words ?? 'No contact recorded' }
}

/** "Known reason: Placement or visit, as Ruth Adeyemi said: no alerts until Friday 4 December" */
function reasonFacts({ knownReason }: StudentProfile, { today, staff }: Access): Fact[] {
  if (knownReason === undefined) return []
  const { reason, until, by, byName } = knownReason
  const who = by === staff.staff_id ? 'you' : byName
  const value = `${knownReasonNames[reason]}, as ${who} said: no alerts until ${dayWithYear(until, today)}`
  return [{ title: 'Known reason', value }]
}
