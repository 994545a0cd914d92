import { askAuthority } from './authority'
import type { Check, WithEntra } from './check'

/** How far the clock may be off, in seconds: tokens are valid to the minute, and allowed five. */
const [little, much] = [30, 300]

/** Whether the clock of this machine is that of Entra ID. */
export const clockCheck: Check<WithEntra> = {
  name: 'clock',
  look: async ({ entra, network }) => {
    const asked = await askAuthority(network, entra)
    const date = asked.kind === 'answer' ? Date.parse(asked.headers.get('date') ?? '') : NaN
    if (asked.kind !== 'answer' || Number.isNaN(date)) return { because: 'Entra ID told no time' }
    // Theirs is in whole seconds, from before the answer came.
    const ahead = Math.round((asked.at.getTime() - date) / 1000)
    const off = Math.abs(ahead)
    if (off <= little) return [{ state: 'well', what: `The clock agrees with that of Entra ID.` }]
    return [
      {
        state: off > much ? 'wrong' : 'warning',
        what: `The clock of this machine is ${off.toLocaleString('en-GB')} seconds ${ahead > 0 ? 'ahead of' : 'behind'} that of Entra ID${off > much ? ': tokens are refused' : ''}.`,
        mend: 'Let the machine take its time from a time server (NTP); of a container, its host.',
      },
    ]
  },
}
