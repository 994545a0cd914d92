/** A staff member who is the same for every seed, so that a demonstration can sign in as them. */
export interface DemoStaff {
  staffId: string
  email: string
  entraObjectId: string
  name: { given: string; family: string }
}

/** A personal tutor and nothing else. The tutees are in demo-tutees.ts. */
export const demoTutor: DemoStaff = {
  staffId: 's0101',
  email: 'ruth.adeyemi@northbridge.example',
  entraObjectId: '5b1f0c52-7d0e-4a54-9c1b-0d6f3c9a0101',
  name: { given: 'Ruth', family: 'Adeyemi' },
}

/** Leader of Computer Science and nothing else. */
export const demoLeader: DemoStaff = {
  staffId: 's0102',
  email: 'gareth.pritchard@northbridge.example',
  entraObjectId: '8c2e6a17-31b4-4f0d-8a6e-2f7d5b1c0102',
  name: { given: 'Gareth', family: 'Pritchard' },
}

/** A personal tutor in Computer Science with other tutees. */
export const otherTutor: DemoStaff = {
  staffId: 's0103',
  email: 'helen.osullivan@northbridge.example',
  entraObjectId: 'e07d94b3-62fa-4c3a-b5d8-94c1a8e20103',
  name: { given: 'Helen', family: "O'Sullivan" },
}
