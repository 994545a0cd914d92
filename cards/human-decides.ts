/** The sentence at the foot of every card that shows a band. */
export const humanDecides = 'A band is a prompt for a conversation. People decide, never this system.'

/** The same on an alert, which may be about somebody whose band is good. */
export const humanDecidesOnAlert =
  'An alert is a prompt for a conversation. People decide, never this system.'
