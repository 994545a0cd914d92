import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { z } from 'zod'
import { repository, type Ran } from './command'
import { requireFreshBuild } from './fresh-build'

const ran = z.object({ code: z.number(), stdout: z.string(), stderr: z.string() })

export interface TrustingCommands {
  run: (
    args: readonly string[],
    options: { database: string; environment?: Record<string, string> },
  ) => Promise<Ran>
  stop: () => void
}

/** Runs built commands, one at a time, in one process that trusts a file of further authorities. */
export function startTrustingCommands(authorities: string): TrustingCommands {
  requireFreshBuild()
  const child: ChildProcess = fork(path.join(repository, 'tests', 'support', 'commands-child.mjs'), {
    env: { ...process.env, NODE_EXTRA_CA_CERTS: authorities },
  })
  return {
    run: async (args, { database, environment = {} }) => {
      const answer = once(child, 'message')
      child.send({ args, environment: { ENGAGEMENT_DATABASE: database, ...environment } })
      const [message] = (await answer) as unknown[]
      return ran.parse(message)
    },
    stop: () => {
      child.kill()
    },
  }
}
