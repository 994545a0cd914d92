import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { repository } from '../command'
import { requireFreshBuild } from '../fresh-build'
import { isInContext } from './context'
import { copyOf, healthCheckOf, listed, readDockerfile, said, type Stage } from './dockerfile'
import { linkTree } from './link-tree'
import { linkProductionPackages } from './production-packages'

/** What the Dockerfile makes, in a folder that stands for the image's root. */
export interface Image {
  /** Where the root is. */
  root: string
  /** The working directory. */
  app: string
  entrypoint: string[]
  command: string[]
  healthCheck: string[]
  environment: Record<string, string>
  /** The numbers of the user and the group. */
  user: { uid: number; gid: number }
}

/** Does what a stage's RUN says, in its working directory. */
type Run = (command: string, directory: string) => void

/**
 * Follows deploy/Dockerfile in a folder: no engine is at hand where the tests run. Each stage is a folder there. What the
 * last stage runs is about its base, which there is none of here.
 */
export function makeImage(folder: string, run: Run): Image {
  const stages = readDockerfile()
  for (const stage of stages) makeStage(folder, stage, stage === stages.at(-1) ? () => undefined : run)
  const last = stages.at(-1)
  if (!last) throw new Error('The Dockerfile has no stage.')
  const root = rootOf(folder, last.name)
  const [uid = Number.NaN, gid = Number.NaN] = (said(last, 'USER')[0] ?? '').split(':').map(Number)
  return {
    root,
    app: path.join(root, said(last, 'WORKDIR')[0] ?? ''),
    entrypoint: listed(said(last, 'ENTRYPOINT')[0]),
    command: listed(said(last, 'CMD')[0]),
    healthCheck: healthCheckOf(last),
    environment: Object.fromEntries(said(last, 'ENV').map((text) => text.split('=', 2) as [string, string])),
    user: { uid, gid },
  }
}

const rootOf = (folder: string, stage: string | undefined): string => path.join(folder, stage ?? 'image')

function makeStage(folder: string, stage: Stage, run: Run): void {
  let directory = rootOf(folder, stage.name)
  for (const { name, text } of stage.instructions) {
    if (name === 'WORKDIR') directory = path.join(rootOf(folder, stage.name), text)
    mkdirSync(directory, { recursive: true })
    if (name === 'COPY') copy(folder, text, directory)
    if (name === 'RUN') run(text, directory)
  }
}

function copy(folder: string, text: string, directory: string): void {
  const { from, sources, target } = copyOf(text)
  for (const source of sources) {
    if (from === undefined && !isInContext(source)) throw new Error(`.dockerignore keeps ${source} out.`)
    const to = path.join(directory, target, target.endsWith('/') ? path.basename(source) : '')
    if (from === undefined) cpSync(path.join(repository, source), to, { recursive: true })
    else linkTree(path.join(rootOf(folder, from), source), to)
  }
}

/** Builds as the image is built: installs from the registry, and compiles. It takes minutes. */
export const forReal: Run = (command, directory) => {
  // These tests often run as root: nothing that names a place outside of its folder.
  if (!/^(npm|find node_modules) /u.test(command) || / \//u.test(command))
    throw new Error(`Not run: ${command}`)
  shell(command, directory)
}

/** Takes what is built and installed here already, and nothing that would not be installed for production. */
export const fromHere: Run = (command, directory) => {
  if (command === 'npm ci') return
  if (command === 'npm ci --omit=dev') linkProductionPackages(directory)
  else if (/^npm run build\b/u.test(command)) takeBuild(directory)
  else forReal(command, directory)
}

function takeBuild(directory: string): void {
  requireFreshBuild()
  cpSync(path.join(repository, 'dist'), path.join(directory, 'dist'), { recursive: true })
}

function shell(command: string, directory: string): void {
  const { status, stderr } = spawnSync('sh', ['-c', command], {
    cwd: directory,
    encoding: 'utf8',
    timeout: 600_000,
  })
  if (status !== 0) throw new Error(`${command}: ${stderr}`)
}
