import type { DemoStaff } from './demo-staff'
import { AddressBook, drawName } from './person-name'
import type { Random } from './random'

/** A row of the staff feed. */
export interface StaffMember {
  staff_id: string
  given_name: string
  family_name: string
  email: string
  entra_object_id: string
}

/** The staff of the university, in the order in which they were hired. */
export class StaffRegister {
  readonly members: StaffMember[] = []
  readonly #addresses = new AddressBook('northbridge.example')

  constructor(private readonly random: Random) {}

  hire(): StaffMember {
    const name = drawName(this.random)
    return this.#add({
      staff_id: `s${(this.members.length + 101).toString().padStart(4, '0')}`,
      ...name,
      email: this.#addresses.address(name),
      entra_object_id: this.random.uuid(),
    })
  }

  /** Must be hired first, in the order of their IDs. */
  hirePersona({ staffId, entraObjectId, name }: DemoStaff): StaffMember {
    const names = { given_name: name.given, family_name: name.family }
    const email = this.#addresses.address(names)
    return this.#add({ staff_id: staffId, ...names, email, entra_object_id: entraObjectId })
  }

  #add(member: StaffMember): StaffMember {
    this.members.push(member)
    return member
  }
}
