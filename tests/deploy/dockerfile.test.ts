import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { readConfig } from '../../bot/config'
import { inEnvironment } from '../support/bicep/process-environment'
import { repository } from '../support/command'
import { isInContext, letIn } from '../support/container/context'
import { copiesOf, listed, readDockerfile, said } from '../support/container/dockerfile'

const stages = readDockerfile()
const [base, build, dependencies, image] = stages
const packageFile = z
  .object({ description: z.string(), license: z.string(), files: z.array(z.string()) })
  .parse(JSON.parse(readFileSync(path.join(repository, 'package.json'), 'utf8')))

if (!base || !build || !dependencies || !image) throw new Error('deploy/Dockerfile has other stages.')
const fromContext = stages.flatMap(copiesOf).filter(({ from }) => from === undefined)

test('it is built in three stages, on one base', () => {
  expect(stages.map(({ name }) => name)).toEqual(['base', 'build', 'dependencies', undefined])
  expect([build, dependencies, image].map((stage) => stage.base)).toEqual(['base', 'base', 'base'])
  // Even versions are those with long-term support.
  expect(base.base).toMatch(/^docker\.io\/library\/node:\d*[02468]-\w+-slim(@sha256:[0-9a-f]{64})?$/u)
  expect(base.instructions).toEqual([])
})

test('what is installed is what is locked', () => {
  expect(said(build, 'RUN')[0]).toBe('npm ci')
  expect(said(dependencies, 'RUN')[0]).toBe('npm ci --omit=dev')
  for (const stage of [build, dependencies])
    expect(copiesOf(stage)[0]).toEqual({
      from: undefined,
      sources: ['package.json', 'package-lock.json', '.npmrc'],
      target: './',
    })
})

test('what is copied exists, is let into the context, and nothing else is', () => {
  const sources = new Set(fromContext.flatMap((copy) => copy.sources))
  for (const source of sources) {
    expect({ source, exists: existsSync(path.join(repository, source)) }).toEqual({ source, exists: true })
    expect({ source, isLetIn: isInContext(source) }).toEqual({ source, isLetIn: true })
  }
  expect(letIn().filter((allowed) => !sources.has(allowed))).toEqual([])
  expect(letIn().filter((allowed) => /^(\.git|\.env|tests|var|node_modules|dist)\b/u.test(allowed))).toEqual(
    [],
  )
})

test('the image takes over only what the other stages made, and all that the package is shipped with', () => {
  const made = copiesOf(image).filter(({ from }) => from !== undefined)
  expect(made).toEqual([
    { from: 'dependencies', sources: ['/app/node_modules'], target: 'node_modules' },
    { from: 'build', sources: ['/app/dist'], target: 'dist' },
  ])
  const held = copiesOf(image).map(({ target, sources }) => (target === './' ? sources : [target]))
  expect(held.flat()).toEqual(
    expect.arrayContaining(packageFile.files.filter((file) => !/deploy/u.test(file))),
  )
})

test('nothing is fetched but by npm', () => {
  const words = new Set(stages.flatMap(({ instructions }) => instructions.map(({ name }) => name)))
  expect(words.has('ADD')).toBe(false)
  expect(stages.flatMap((stage) => said(stage, 'RUN')).join('\n')).not.toMatch(/curl|wget|apt|https?:/u)
})

test('the last stage only takes away', () => {
  for (const command of said(image, 'RUN'))
    expect(command).toMatch(/^rm -rf( \/(usr\/local|opt)\/[\w/*-]+)+$/u)
})

test('it runs as nobody in particular, listens where the product does, and is told to stop as the product hears it', () => {
  expect(said(image, 'USER')).toEqual([expect.stringMatching(/^[1-9]\d*:[1-9]\d*$/u)])
  expect(said(image, 'EXPOSE')).toEqual([`${inEnvironment({}, readConfig).port}`])
  expect(said(image, 'STOPSIGNAL')).toEqual(['SIGTERM'])
  expect(said(image, 'ENV')).toEqual(['NODE_ENV=production'])
  expect(listed(said(image, 'ENTRYPOINT')[0])).toEqual(['node', 'bot/engagement.mjs'])
  expect(listed(said(image, 'CMD')[0])).toEqual(['start'])
})

test('its labels say what the package says', () => {
  const [labels = ''] = said(image, 'LABEL')
  expect(labels).toContain(`description="${packageFile.description}"`)
  expect(labels).toContain(`licenses="${packageFile.license}"`)
})
