import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { repository } from '../command'

const service = z.object({
  image: z.string(),
  build: z.object({ context: z.string(), dockerfile: z.string() }).optional(),
  profiles: z.array(z.string()).default([]),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string()).default({}),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  depends_on: z.record(z.object({ condition: z.string() })).default({}),
  user: z.string().optional(),
  network_mode: z.string().optional(),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
  read_only: z.boolean().default(false),
  init: z.boolean().default(false),
  tmpfs: z.string().optional(),
  cap_drop: z.array(z.string()).default([]),
  security_opt: z.array(z.string()).default([]),
  mem_limit: z.string().optional(),
  pids_limit: z.number().optional(),
})
export type Service = z.infer<typeof service>
const composeFile = z.object({ services: z.record(service), volumes: z.record(z.unknown()) })

const text = readFileSync(path.join(repository, 'deploy', 'compose.yml'), 'utf8')

/** deploy/compose.yml, with its anchors put in. */
export const readComposeFile = (): z.infer<typeof composeFile> =>
  composeFile.parse(parse(text, { merge: true }))

/** The command lines that the comment at its head tells. */
export function toldCommands(): string[] {
  return [...text.matchAll(/^# {3,}(docker compose .*)$/gmu)].map(([, line = '']) => line)
}

/** Puts variables in, as Compose does. What must be set and is not refuses, by its name. */
export function interpolate(value: string, variables: Readonly<Record<string, string>>): string {
  return value.replaceAll(
    /\$\{(\w+)(?:(:\?|-)([^}]*))?\}/gu,
    (_all, name: string, operator: string | undefined, rest: string | undefined) => {
      const given = variables[name]
      if (given !== undefined && (given !== '' || operator === '-')) return given
      if (operator === '-') return rest ?? ''
      throw new Error(`${name} ${rest ?? ''}`)
    },
  )
}
