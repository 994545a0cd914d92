/** One try to get at what the person may not see. */
export interface Attack {
  what: string
  act: () => Promise<string>
  expected: string | RegExp
}

/** Attacks by their kind. */
export type Attacks = Record<string, Attack[]>

export const attack = (what: string, act: () => Promise<string>, expected: string | RegExp): Attack => ({
  what,
  act,
  expected,
})

export const cannotFind = 'I cannot find that student'
export const unclear = 'I did not quite follow that'
/** Found nobody, or asked back. */
export const notFound = /I cannot find that student|I did not quite follow/u
export const outside = 'That is outside what you may see'
export const notMine = 'This button is not one of mine'
export const leadsNowhere = 'This card leads to nobody any more'
export const privately = 'Let us talk about that in private'
export const signInFirst = /"Sign in"/u
