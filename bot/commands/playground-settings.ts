/** The staff member whom the Playground plays. */
export interface Persona {
  staff_id: string
  given_name: string
  family_name: string
  email: string
  entra_object_id: string
}

/** The Playground's settings file: this person, and the five others, group chat and team that it insists on. */
export function settingsFor(persona: Persona): object {
  return {
    version: '0.1.1',
    tenantId: '00000000-0000-0000-0000-000000000001',
    bot: { id: 'my-engagement', name: 'My Engagement' },
    currentUser: user(
      `user-${persona.staff_id}`,
      persona.given_name,
      persona.family_name,
      persona.email,
      persona.entra_object_id,
    ),
    users: ['Ada', 'Ben', 'Cem', 'Dee', 'Eve'].map((name, index) =>
      user(
        `user-${index + 1}`,
        name,
        'Colleague',
        `${name}@example.com`,
        `00000000-0000-0000-0000-00000000010${index}`,
      ),
    ),
    personalChat: { id: `personal-chat-${persona.staff_id}` },
    groupChat: { id: 'group-chat', name: 'Group chat' },
    team: {
      id: 'team',
      name: 'Programme team',
      aadGroupId: '00000000-0000-0000-0000-000000000200',
      channels: [{ id: 'announcements', name: 'Announcements' }],
    },
  }
}

function user(id: string, givenName: string, surname: string, email: string, aadObjectId: string): object {
  // The Playground spells it so.
  return {
    id,
    name: `${givenName} ${surname}`,
    email,
    userPrincipleName: email,
    givenName,
    surname,
    aadObjectId,
  }
}
