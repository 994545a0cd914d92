import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { repository } from './support/command'

const folder = path.join(repository, '.github', 'workflows')
const workflow = z.object({
  permissions: z.record(z.string()),
  jobs: z.record(
    z.object({
      permissions: z.undefined(),
      'timeout-minutes': z.number(),
      steps: z.array(z.object({ uses: z.string().optional(), with: z.record(z.unknown()).optional() })),
    }),
  ),
})

it.each(readdirSync(folder))('%s pins its actions and may only read', (file) => {
  const { permissions, jobs } = workflow.parse(parse(readFileSync(path.join(folder, file), 'utf8')))
  expect(permissions).toEqual({ contents: 'read' })
  for (const { uses, with: given } of Object.values(jobs).flatMap(({ steps }) => steps)) {
    if (uses === undefined) continue
    expect(uses).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/u)
    if (uses.startsWith('actions/checkout@')) expect(given).toMatchObject({ 'persist-credentials': false })
  }
})
