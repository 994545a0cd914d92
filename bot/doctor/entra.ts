import { z } from 'zod'
import { askAuthority } from './authority'
import type { Check, Finding, WithEntra } from './check'
import { refusalOf } from './entra-refusals'
import { parsedJson } from './network/json'
import { withoutAnswer } from './network/words'

/** Whether Entra ID is reached, and knows the tenant. */
export const entraCheck: Check<WithEntra> = {
  name: 'entra',
  look: async ({ entra, network }) => {
    const asked = await askAuthority(network, entra)
    if (asked.kind !== 'answer') return [withoutAnswer('Entra ID', asked)]
    return [asked.status === 200 ? tenantOf(asked.text, entra.tenantId) : refused(asked.status, asked.text)]
  },
}

const metadata = z.object({ issuer: z.string(), token_endpoint: z.string() })

function tenantOf(text: string, tenantId: string): Finding {
  const parsed = metadata.safeParse(parsedJson(text))
  if (!parsed.success)
    return {
      state: 'wrong',
      what: 'What answers for Entra ID is not Entra ID: its metadata cannot be read.',
      mend: 'Check ENTRA_AUTHORITY, and what stands between, such as a page that asks to sign in to the network.',
    }
  if (!parsed.data.issuer.toLowerCase().includes(tenantId))
    return {
      state: 'wrong',
      what: 'ENTRA_AUTHORITY is that of another tenant than MicrosoftAppTenantId.',
      mend: 'Leave the tenant out of ENTRA_AUTHORITY, or set both to the same.',
    }
  return { state: 'well', what: 'Entra ID answers, and knows the tenant.' }
}

const refusal = z.object({ error_codes: z.array(z.number()).default([]) })

function refused(status: number, text: string): Finding {
  const parsed = refusal.safeParse(parsedJson(text))
  const [code] = parsed.success ? parsed.data.error_codes : []
  const { what, mend, passes } = refusalOf(code)
  const name = code === undefined ? `status ${status}` : `AADSTS${code}`
  return { state: passes ? 'warning' : 'wrong', what: `Entra ID refuses (${name}): ${what}.`, mend }
}
