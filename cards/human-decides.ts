/** The sentence at the foot of every card that shows a band. */
export const humanDecides = 'A band is a prompt for a conversation. People decide, never this system.'
