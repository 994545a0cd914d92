import { demoLeader, demoTutor, otherTutor } from '../../../data/sample/demo-staff'
import type { Store } from '../../../data/store/store'
import type { Authority } from '../../support/identity/authority'
import type { EntraUser } from '../../support/identity/entra-user'

/** The staff ID and app roles of the people who ask. */
const posts = {
  ruth: [demoTutor.staffId],
  helen: [otherTutor.staffId],
  gareth: [demoLeader.staffId],
  director: ['s0104', 'Engagement.School'],
  vice: ['s0110', 'Engagement.Faculty'],
  guardian: ['s0123', 'Engagement.DataProtection'],
  admin: ['s0125', 'Engagement.Admin'],
} as const

export type Person = keyof typeof posts

/** As the university's directory has the people of the records. */
export async function enterPeople({ db }: Store, authority: Authority): Promise<Record<Person, EntraUser>> {
  const entries = Object.entries(posts).map(async ([name, [staffId, ...roles]]) => {
    const row = await db
      .selectFrom('staff')
      .select(['email', 'entra_object_id'])
      .where('staff_id', '=', staffId)
      .executeTakeFirstOrThrow()
    return [name, authority.addUser({ oid: row.entra_object_id ?? '', upn: row.email, roles })] as const
  })
  return Object.fromEntries(await Promise.all(entries)) as Record<Person, EntraUser>
}
