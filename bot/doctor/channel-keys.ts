import { z } from 'zod'
import type { Check, WithEntra } from './check'
import { parsedJson } from './network/json'
import { withoutAnswer } from './network/words'

const metadata = z.object({ jwks_uri: z.string().url() })

/** Whether the keys can be had by which Teams signs: without them no message is taken. */
export const channelKeysCheck: Check<WithEntra> = {
  name: 'channel-keys',
  look: async ({ entra, network }) => {
    const { channelKeysUrl } = await import('../teams/cloud.js')
    const whose = "The Bot Framework's OpenID metadata"
    const asked = await network.ask(channelKeysUrl(entra))
    if (asked.kind !== 'answer') return [withoutAnswer(whose, asked)]
    const told = metadata.safeParse(parsedJson(asked.text))
    if (asked.status !== 200 || !told.success)
      return [
        {
          state: 'wrong',
          what: `${whose} cannot be read (status ${asked.status}): every message of Teams is refused.`,
          mend: 'Check ToBotFromChannelOpenIdMetadataUrl where it is set, and what stands between.',
        },
      ]
    const keys = await network.ask(told.data.jwks_uri)
    if (keys.kind !== 'answer') return [withoutAnswer('The keys of the Bot Framework', keys)]
    return [{ state: 'well', what: 'The keys by which Teams signs its messages can be read.' }]
  },
}
