import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { createLog } from '../../bot/log'
import { createServer } from '../../bot/server'
import { longestStop } from '../../bot/stop'
import { asList, asText } from '../support/bicep/functions'
import { at, deployAll, environmentOf, kinds, ofType } from '../support/bicep/parameters'
import { engagementHere } from '../support/command-here'
import { repository } from '../support/command'

function source(file: string): string {
  return readFileSync(path.join(repository, file), 'utf8')
}

describe.each(kinds)('the app of %s', (kind) => {
  test('answers on the port that the server listens on, over https alone', async () => {
    const [app] = ofType(await deployAll(kind), 'Microsoft.App/containerApps')
    expect(at(app?.body, 'properties.configuration.ingress')).toMatchObject({
      external: true,
      allowInsecure: false,
      targetPort: Number(app && environmentOf(app).PORT),
    })
  })

  test('runs at least twice and in one version', async () => {
    const [app] = ofType(await deployAll(kind), 'Microsoft.App/containerApps')
    expect(at(app?.body, 'properties.template.scale.minReplicas')).toBeGreaterThanOrEqual(2)
    expect(at(app?.body, 'properties.template.scale.maxReplicas')).toBeGreaterThanOrEqual(2)
    expect(at(app?.body, 'properties.configuration.activeRevisionsMode')).toBe('Single')
    await expect(deployAll(kind, { minReplicas: 1 })).rejects.toThrow('minReplicas is too small')
  })

  test('is asked for its health where the server tells it', async () => {
    const [app] = ofType(await deployAll(kind), 'Microsoft.App/containerApps')
    const probes = asList(at(app?.body, 'properties.template.containers.0.probes'))
    expect(probes.map((probe) => at(probe, 'type'))).toEqual(['Startup', 'Liveness', 'Readiness'])
    const routes = routesOfTheServer()
    for (const probe of probes) {
      expect(routes).toContain(at(probe, 'httpGet.path'))
      expect(at(probe, 'httpGet.port')).toBe(at(app?.body, 'properties.configuration.ingress.targetPort'))
      // The limits that Container Apps sets.
      expect(at(probe, 'failureThreshold')).toBeLessThanOrEqual(10)
      expect(at(probe, 'periodSeconds')).toBeLessThanOrEqual(240)
    }
  })

  test('has time to end what is in flight', async () => {
    const [app] = ofType(await deployAll(kind), 'Microsoft.App/containerApps')
    const granted = at(app?.body, 'properties.template.terminationGracePeriodSeconds')
    expect(Number(granted) * 1000).toBeGreaterThan(longestStop)
  })
})

function routesOfTheServer(): string[] {
  const server = createServer({
    log: createLog('silent'),
    receive: () => Promise.resolve({ status: 200 }),
    ready: () => Promise.resolve({ ready: true, store: 'ok', feeds: {} }),
    stopping: new AbortController().signal,
    isOwnHost: () => true,
  })
  const routes = z.record(z.object({ path: z.string() })).parse(server.router.getRoutes())
  return Object.values(routes).map(({ path }) => path)
}

describe.each(kinds)('the jobs of %s', (kind) => {
  test('are commands of the product, with options that they have', async () => {
    const jobs = ofType(await deployAll(kind), 'Microsoft.App/jobs')
    const wrong: string[] = []
    for (const { body } of jobs) {
      const words = asList(at(body, 'properties.template.containers.0.args')).map(asText)
      const options = words.filter((word) => word.startsWith('--'))
      const command = options[0] === undefined ? words : words.slice(0, words.indexOf(options[0]))
      // Before it helps, a command judges the values of its options.
      const { stdout } = await engagementHere([...words, '--help'], { database: 'sqlite:unused' })
      if (!stdout.startsWith(`Usage: engagement ${command.join(' ')} [options]`))
        wrong.push(command.join(' '))
      wrong.push(...options.filter((option) => !new RegExp(`${option}\\b`, 'u').test(stdout)))
    }
    expect(wrong).toEqual([])
  })

  test('give identities roles that the database has', async () => {
    const all = await deployAll(kind)
    const migrate = ofType(all, 'Microsoft.App/jobs').find(({ name }) => name.endsWith('-migrate'))
    const words = asList(at(migrate?.body, 'properties.template.containers.0.args')).map(asText)
    const users = words.filter((_word, index) => words[index - 1] === '--user')
    const roles = [...source('deploy/sql/roles.sql').matchAll(/create role (\w+)/gu)].map(([, role]) => role)
    const { outputs } = all
    expect(users).toEqual([
      `engagement_bot=${asText(outputs.BOT_IDENTITY_NAME)}@${asText(outputs.BOT_IDENTITY_CLIENT_ID)}`,
      `engagement_ingest=${asText(outputs.LOADER_IDENTITY_NAME)}@${asText(outputs.LOADER_IDENTITY_CLIENT_ID)}`,
      `engagement_auditor=${asText(outputs.AUDITOR_IDENTITY_NAME)}@${asText(outputs.AUDITOR_IDENTITY_CLIENT_ID)}`,
      `engagement_keeper=${asText(outputs.KEEPER_IDENTITY_NAME)}@${asText(outputs.KEEPER_IDENTITY_CLIENT_ID)}`,
    ])
    expect(users.filter((user) => !roles.includes(user.split('=')[0]))).toEqual([])
  })

  test('give people the role in the database that they are to have', async () => {
    const jane = 'engagement_admin=jane@university.ac.uk@0b07a1d0-5f1e-4c7c-9d0a-3e5f8a6b0001'
    const all = await deployAll(kind, { databaseUsers: [jane] })
    const migrate = ofType(all, 'Microsoft.App/jobs').find(({ name }) => name.endsWith('-migrate'))
    const words = asList(at(migrate?.body, 'properties.template.containers.0.args')).map(asText)
    expect(words.slice(-2)).toEqual(['--user', jane])
  })

  test('load from where the feeds are put', async () => {
    const all = await deployAll(kind)
    const nightly = ofType(all, 'Microsoft.App/jobs').find(({ name }) => name.endsWith('-nightly'))
    expect(at(nightly?.body, 'properties.template.containers.0.args')).toEqual([
      'nightly',
      '--from',
      all.outputs.FEEDS_URL,
    ])
  })

  test('load with what is let pass once', async () => {
    const all = await deployAll(kind, { nightlyOptions: ['--allow-removals', 'students'] })
    const nightly = ofType(all, 'Microsoft.App/jobs').find(({ name }) => name.endsWith('-nightly'))
    expect(at(nightly?.body, 'properties.template.containers.0.args.3')).toBe('--allow-removals')
    expect(at(nightly?.body, 'properties.template.containers.0.args.4')).toBe('students')
  })

  test('run by a schedule, but for the migration and what follows a restore, and say when they fail', async () => {
    const all = await deployAll(kind)
    const jobs = ofType(all, 'Microsoft.App/jobs')
    const scheduled = jobs.filter(
      ({ body }) => at(body, 'properties.configuration.triggerType') === 'Schedule',
    )
    expect(jobs.filter((job) => !scheduled.includes(job)).map(({ name }) => name)).toEqual([
      expect.stringMatching(/-migrate$/u) as string,
      expect.stringMatching(/-restored$/u) as string,
    ])
    for (const { body } of scheduled) {
      const cron = at(body, 'properties.configuration.scheduleTriggerConfig.cronExpression')
      expect(cron).toMatch(/^(\S+ ){4}\S+$/u)
    }
    const told = ofType(all, 'Microsoft.Insights/metricAlerts').map(({ body }) =>
      at(body, 'properties.scopes.0'),
    )
    expect(told).toEqual(jobs.map(({ id }) => id))
  })

  test('run the image of the app', async () => {
    const all = await deployAll(kind)
    const images = ['Microsoft.App/containerApps', 'Microsoft.App/jobs']
      .flatMap((type) => ofType(all, type))
      .map(({ body }) => at(body, 'properties.template.containers.0.image'))
    expect([...new Set(images)]).toEqual(['registry.example/my-engagement:1.2.3'])
  })
})
