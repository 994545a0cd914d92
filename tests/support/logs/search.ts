import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { repository } from '../command'
import type { Kept, Line } from './lines'
import type { Known } from '../everybody'
import { personalIn, typedWords, type Typed } from '../personal'

/** bot/log-fields.ts, written down a second time on purpose. */
const logged = z
  .object({
    level: z.number(),
    time: z.number(),
    msg: z.string(),
    intent: z.string(),
    code: z.string(),
    milliseconds: z.number(),
    port: z.number(),
    position: z.number(),
    seal: z.string().regex(/^[0-9a-f]{64}$/u),
    kind: z.string(),
    counts: z.record(z.number()),
    error: z.string(),
    where: z.string(),
  })
  .partial()
  .required({ level: true, time: true, msg: true })
  .strict()

/** Codes of protocols, of which a part is somebody's name too: OAuth's grant (RFC 6749). */
const ofProtocols = new Set(['invalid_grant'])

/** What is wrong with what a run logged, each with its place. Lines that differ in their numbers alone are told of once. */
export function searchLogs({ lines, typed, starts }: Kept, known: Known): string[] {
  const alike = new Map(lines.map((line) => [line.text.replaceAll(/\d+(?=[,:}])/gu, '0'), line]))
  const against = { known, messages: fixedMessages(), typed: typedWords(typed) }
  const heard = lines.filter(({ text }) => text.includes('"msg":"listening"')).length
  const unheard = `Of ${starts} bots that were started, ${heard} were heard: the logs are not kept.`
  return [
    ...(heard < starts ? [unheard] : []),
    ...[...alike.values()].flatMap((line) =>
      faultsOf(line, against).map((fault) => `${fault}\n  ${line.place}\n  ${line.text}`),
    ),
  ]
}

interface Against {
  known: Known
  messages: Set<string>
  typed: Typed
}

function faultsOf({ text }: Line, { known, messages, typed }: Against): string[] {
  if (!text.startsWith('{')) return personalIn(text, known, typed)
  const parsed = logged.safeParse(json(text))
  if (!parsed.success)
    return [`no line of the log: ${parsed.error.issues.map(({ message }) => message).join(', ')}`]
  const { msg, where, counts = {}, intent, code, kind, error } = parsed.data
  const codes = [intent, code, kind, error, ...Object.keys(counts)].filter((value) => value !== undefined)
  return [
    ...(messages.has(msg) ? [] : ['a message that is not fixed in the sources']),
    ...(where === undefined || sourceFiles.has(where.split('.')[0] ?? '')
      ? []
      : ['a place that is none of ours']),
    ...codes.filter((value) => !/^[A-Za-z][\w-]{0,63}$/u.test(value)).map((value) => `“${value}” is no code`),
    ...codes.filter((value) => !ofProtocols.has(value)).flatMap((value) => personalIn(value, known, typed)),
  ]
}

const sources = readdirSync(path.join(repository, 'bot'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => path.join(repository, 'bot', file))

/** Where errors come from, those that tests throw too. Without their ending: the build has another. */
const sourceFiles = new Set(
  ['bot', 'cards', 'data', 'tests'].flatMap((room) =>
    readdirSync(path.join(repository, room), { recursive: true, encoding: 'utf8' }).map(
      (file) => path.basename(file).split('.')[0] ?? '',
    ),
  ),
)

function fixedMessages(): Set<string> {
  const calls = /\blog\.(?:info|warn|error)\(\s*'([^']+)'/gu
  return new Set(
    sources.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(calls)].map(([, message = '']) => message),
    ),
  )
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
