import { z } from 'zod'
import type { ChannelAnswer } from '../alerts/sending/channel'

/** Teams' errors come in two forms; in the older one the message is JSON again, and the subcode says more than the code. */
const inner = z.object({ subCode: z.string().nullish(), errorSubCode: z.string().nullish() })
const body = z.object({
  error: z.object({ code: z.string().nullish(), subCode: z.string().nullish() }).nullish(),
  subCode: z.string().nullish(),
  message: z.string().nullish(),
})

/** An answer that is an error: of its body, only the code, which names no person. */
export function refusalOf(status: number, retryAfter: string | null, text: string): ChannelAnswer {
  return { kind: 'refused', status, code: codeIn(text) ?? `http-${status}`, retryAfter: pauseOf(retryAfter) }
}

function codeIn(text: string): string | undefined {
  const parsed = body.safeParse(json(text))
  if (!parsed.success) return undefined
  const { error, subCode, message } = parsed.data
  const told = inner.safeParse(json(message ?? ''))
  const more = told.success ? (told.data.subCode ?? told.data.errorSubCode) : undefined
  return (
    [more, subCode, error?.subCode, error?.code].find(
      (code) => code != null && /^[A-Za-z][A-Za-z0-9]{2,48}$/u.test(code),
    ) ?? undefined
  )
}

/** In milliseconds, from seconds or a date. */
function pauseOf(header: string | null): number | undefined {
  if (header === null || header.trim() === '') return undefined
  const seconds = Number(header)
  const pause = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(header) - Date.now()
  return Number.isFinite(pause) ? Math.min(Math.max(pause, 0), 86_400_000) : undefined
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
