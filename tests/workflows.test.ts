import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { repository } from './support/command'

const folder = path.join(repository, '.github', 'workflows')
const rights = z.record(z.enum(['read', 'write']))
const step = z.object({
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.unknown()).default({}),
})
const workflow = z.object({
  on: z.record(z.unknown()),
  permissions: rights,
  jobs: z.record(
    z.object({
      'timeout-minutes': z.number().max(90),
      permissions: rights.optional(),
      strategy: z.object({ matrix: z.record(z.array(z.string())) }).optional(),
      steps: z.array(step),
    }),
  ),
})

const read = (file: string): string => readFileSync(path.join(folder, file), 'utf8')
const workflows = readdirSync(folder).map((file) => ({ file, ...workflow.parse(parse(read(file))) }))
const jobs = workflows.flatMap(({ file, jobs: named }) =>
  Object.entries(named).map(([name, job]) => ({ job: `${file}: ${name}`, ...job })),
)
const steps = jobs.flatMap(({ job, steps: each }) => each.map((one) => ({ job, ...one })))
const packageFile = z
  .object({ scripts: z.record(z.string()), engines: z.object({ node: z.string() }) })
  .parse(JSON.parse(readFileSync(path.join(repository, 'package.json'), 'utf8')))

/** What a job may do beyond reading the sources. Whoever adds to it says here why. */
const mayWrite: Record<string, string[]> = {
  // Tells what it found.
  'security.yml: code': ['security-events'],
  // Prove where what they made was made.
  'release.yml: files': ['attestations', 'id-token'],
  'release.yml: image': ['attestations', 'id-token', 'packages'],
  'release.yml: release': ['contents'],
}

test.each(workflows)('$file may only read, but for jobs that say what else', ({ permissions }) => {
  expect(permissions).toEqual({ contents: 'read' })
})

test.each(jobs)('$job may no more than it needs', ({ job, permissions = {} }) => {
  const written = Object.keys(permissions).filter((name) => permissions[name] === 'write')
  expect(written.sort()).toEqual(mayWrite[job] ?? [])
})

test('every action is pinned by a commit, with the version that it is', () => {
  const used = workflows.flatMap(({ file }) => [...read(file).matchAll(/uses: .*$/gmu)].map(([line]) => line))
  expect(used.length).toBeGreaterThan(20)
  for (const line of used) expect(line).toMatch(/^uses: [\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/u)
  expect(new Set(used).size).toBe(new Set(used.map((line) => line.split('@')[0])).size)
})

test('every image that a step runs is pinned by its digest', () => {
  const images = steps.flatMap(
    ({ run = '' }) => run.match(/\b(ghcr|docker|mcr|quay)\.[\w.]+\/\S+:\S+/gu) ?? [],
  )
  const environment = workflows.flatMap(({ file }) => read(file).match(/^\s+TRIVY: .*$/gmu) ?? [])
  expect(images.length + environment.length).toBeGreaterThanOrEqual(3)
  for (const image of [...images, ...environment]) expect(image).toMatch(/@sha256:[0-9a-f]{64}$/u)
})

test('no step leaves the token behind for the next', () => {
  for (const { uses, with: given } of steps)
    if (uses?.startsWith('actions/checkout@')) expect(given).toMatchObject({ 'persist-credentials': false })
})

test('nothing runs with the repository’s rights for what strangers send', () => {
  const events = workflows.flatMap(({ on }) => Object.keys(on))
  const known = ['pull_request', 'push', 'schedule', 'workflow_dispatch']
  expect(events.filter((event) => !known.includes(event))).toEqual([])
})

test('what somebody may name as they like is never put into a script', () => {
  for (const { job, run = '' } of steps)
    expect({ job, put: run.match(/\$\{\{.*?\}\}/gu) }).toEqual({ job, put: null })
})

test('secrets are none but the job’s own token', () => {
  for (const { file } of workflows) expect(read(file)).not.toMatch(/secrets[.[]/u)
})

test('every script that is run is one of the package’s, and every test file is there', () => {
  const run = steps.map((each) => each.run ?? '').join('\n')
  const scripts = [...run.matchAll(/npm (?:run )?(?!run|ci|audit|pack)([\w:]+)/gu)].map(
    ([, name = '']) => name,
  )
  expect(scripts.length).toBeGreaterThan(5)
  for (const script of scripts) expect(Object.keys(packageFile.scripts)).toContain(script)
})

describe('the versions of Node', () => {
  const tested = jobs.find(({ job }) => job === 'ci.yml: test')?.strategy?.matrix.node ?? []

  test('from the oldest that the package takes on, every one with long-term support is tested', () => {
    const [, oldest] = /^>=(\d+)\./u.exec(packageFile.engines.node) ?? []
    expect(tested[0]).toBe(oldest)
    expect(tested).toEqual(tested.map((_version, index) => `${Number(oldest) + 2 * index}`))
  })

  test('that of the image, of other jobs and of the release are among them', () => {
    const image = /node:(\d+)/u.exec(readFileSync(path.join(repository, 'deploy', 'Dockerfile'), 'utf8'))?.[1]
    const others = steps.flatMap(({ with: given }) =>
      typeof given['node-version'] === 'string' ? [given['node-version']] : [],
    )
    const named = others.filter((version) => !version.startsWith('${{'))
    expect(named.length).toBeGreaterThan(3)
    for (const version of [image, ...named]) expect(tested).toContain(version)
  })
})

test('Dependabot looks after what is pinned, and waits before it takes over what is new', () => {
  const entry = z.object({
    'package-ecosystem': z.string(),
    cooldown: z.object({ 'default-days': z.number().min(7) }),
  })
  const { updates } = z
    .object({ updates: z.array(entry) })
    .parse(parse(readFileSync(path.join(repository, '.github', 'dependabot.yml'), 'utf8')))
  expect(updates.map((each) => each['package-ecosystem']).sort()).toEqual(['docker', 'github-actions', 'npm'])
})

test('a release gives everything that its notes tell of', () => {
  const notes = readFileSync(path.join(repository, '.github', 'release-notes.md'), 'utf8')
  const release = read('release.yml')
  for (const [told, made] of [
    ['my-engagement-teams-app-….zip', 'my-engagement-teams-app-$TAG.zip'],
    ['my-engagement-for-teams-….tgz', 'npm pack --pack-destination files'],
    ['….cdx.json', 'my-engagement-$TAG.cdx.json'],
    ['SHA256SUMS', '> SHA256SUMS'],
    ['gh attestation verify', 'actions/attest@'],
    ['ghcr.io/<this repository>:<version>', 'ghcr.io/${GITHUB_REPOSITORY,,}'],
  ] as const) {
    expect(notes).toContain(told)
    expect(release).toContain(made)
  }
})
