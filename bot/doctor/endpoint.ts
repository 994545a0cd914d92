import { z } from 'zod'
import type { Check, Finding, WithEntra } from './check'
import { dateInWords, day } from './dates'
import { parsedJson } from './network/json'
import { addressOf, type Asked } from './network/network'
import type { Reached } from './network/reach'
import { mendUnreached, whyUnreached, withoutAnswer } from './network/words'
import { dayOf } from '../../data/domain/day'

/** How long before the certificate ends that is told, in milliseconds. */
const foresight = 21 * day

/** Whether the bot answers under the name at which Teams looks for it, by itself and to nobody without a token. */
export const endpointCheck: Check<WithEntra> = {
  name: 'endpoint',
  look: async ({ entra: { domain }, network, time }) => {
    const origin = `https://${domain}`
    const reached = await network.reach(addressOf(origin))
    if (reached.kind === 'unreached') return [notReached(domain, reached)]
    const alive = await network.ask(`${origin}/health/live`)
    const certificate = certificateOf(reached, time())
    if (alive.kind !== 'answer') return [...certificate, withoutAnswer('The bot', alive)]
    const live = liveness(alive)
    if (live) return [...certificate, live]
    return [...certificate, unsigned(await network.ask(`${origin}/api/messages`, withoutToken))]
  },
}

/** What no bot may take: no token says whose it is. */
const withoutToken: RequestInit = {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ type: 'message' }),
}

function notReached(domain: string, reached: Extract<Reached, { kind: 'unreached' }>): Finding {
  const why = whyUnreached(reached)
  if (reached.step === 'encryption')
    return {
      state: 'wrong',
      what: `https://${domain} cannot be spoken to: ${why}. Teams speaks to no such address.`,
      mend: mendUnreached(domain, reached),
    }
  return {
    state: 'warning',
    what: `The bot could not be looked at under its own name: ${why}. Tried: GET https://${domain}/health/live.`,
    mend: `Teams must reach it from the internet: check BOT_DOMAIN, its name in the public DNS, and the way in; then ask for that address from outside.`,
  }
}

function certificateOf(reached: Reached, now: Date): Finding[] {
  const ends = reached.kind === 'reached' ? reached.certificateEnds : undefined
  if (!ends) return []
  const end = dateInWords(dayOf(ends))
  if (ends.getTime() - now.getTime() > foresight)
    return [{ state: 'well', what: `The certificate of BOT_DOMAIN is valid to ${end}.` }]
  return [
    {
      state: 'warning',
      what: `The certificate of BOT_DOMAIN ends on ${end}: from then on Teams does not speak to the bot.`,
      mend: 'Renew it, or see why whatever renews it has not.',
    },
  ]
}

const ours = z.object({ live: z.literal(true) })

type Answer = Extract<Asked, { kind: 'answer' }>

function liveness({ status, text }: Answer): Finding | undefined {
  if (status === 200 && ours.safeParse(parsedJson(text)).success) return undefined
  const isDown = [502, 503, 504].includes(status)
  return {
    state: 'wrong',
    what: isDown
      ? `What stands before the bot cannot reach it (status ${status} for /health/live).`
      : `Not the bot answers at BOT_DOMAIN (status ${status} for /health/live).`,
    mend: isDown
      ? "See that 'engagement start' runs, and that what stands before it sends to its PORT."
      : 'Check BOT_DOMAIN, its name in the DNS, and which paths what stands before the bot lets through: /api/messages, /health, /privacy, /terms, /sign-in.',
  }
}

function unsigned(asked: Asked): Finding {
  if (asked.kind !== 'answer') return withoutAnswer('/api/messages', asked)
  if (asked.status === 401)
    return {
      state: 'well',
      what: 'The bot answers at BOT_DOMAIN, and takes no message without a token of Teams.',
    }
  return {
    state: 'wrong',
    what: `A message without a token was not refused with 401 but answered with ${asked.status}: something stands before the bot.`,
    mend: 'Let what stands before the bot pass POST /api/messages on untouched, with the Authorization header, and ask nobody there to sign in.',
  }
}
