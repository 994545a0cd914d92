import { chownSync, copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { demoTutor } from '../../../data/sample/demo-staff'
import { activityFrom } from '../bot'
import { startConnector, type Connector } from '../connector'
import { freePort } from '../free-port'
import { useEntraWorld } from '../identity/entra-bot'
import { posterTo } from '../identity/poster'
import { teamsMessage } from '../identity/teams-activity'
import { copySample } from '../sample'
import { temporaryFolder } from '../store'
import { makeImage, type Image } from './make-image'
import { containerOf, type Container, type Running } from './run-container'

/** How long a start, all that is asked of it, and its end may take on a busy machine, in milliseconds. */
const starting = 120_000

/** What the image promises, tried on one that is made as the Dockerfile says. */
export function describeImage(name: string, run: Parameters<typeof makeImage>[1], within: number): void {
  const folder = temporaryFolder()
  const sample = copySample().replace(/^sqlite:/u, '')
  const world = useEntraWorld()

  describe(name, () => {
    let image: Image
    let container: Container
    let connector: Connector
    const running: Running[] = []

    beforeAll(async () => {
      image = makeImage(folder, run)
      container = containerOf(image, folder)
      connector = await startConnector()
    }, within)
    afterAll(async () => {
      for (const each of running) await each.stop()
      await connector.close()
      container.close()
    })

    const inside = (file: string): string => path.join(container.temporary, file)
    /** Puts a file where the container may read and write it. */
    function bring(file: string, as: string): string {
      copyFileSync(file, inside(as))
      if (process.getuid?.() === 0) chownSync(inside(as), image.user.uid, image.user.gid)
      return inside(as)
    }
    function start(environment: Record<string, string>): Running {
      const started = container.start(environment)
      running.push(started)
      return started
    }

    test('holds what is shipped, and nothing else', () => {
      const has = (file: string): boolean => existsSync(path.join(image.app, file))
      expect(
        ['package.json', 'dist/bot/cli.js', 'dist/data/configuration/standard.json'].filter(has),
      ).toHaveLength(3)
      expect(
        ['typescript', 'jest', '@types/jest', '@microsoft/m365agentsplayground'].filter((each) =>
          has(`node_modules/${each}`),
        ),
      ).toEqual([])
      expect(['tests', '.git', 'var', 'bot/cli.ts', 'deploy/.env', '.npmrc'].filter(has)).toEqual([])
    })

    test('loads a file, with every native package, and tells of it', async () => {
      const environment = { ENGAGEMENT_DATABASE: `sqlite:${inside('loaded.db')}` }
      writeFileSync(
        inside('organisation.csv'),
        'unit_code,kind,name,parent_code\nFA,faculty,Faculty of Arts,\n',
      )
      expect(await container.run(['migrate'], environment)).toMatchObject({ code: 0, stderr: '' })
      const loaded = await container.run(['ingest', 'organisation', inside('organisation.csv')], environment)
      expect(loaded).toMatchObject({ code: 0, stdout: expect.stringContaining('1 accepted') as string })
      const { stdout } = await container.run(['doctor'], environment)
      expect(stdout).toMatch(/Faculties, schools and programmes: up to date/u)
    })

    test('refuses a store in its own file system, and says what to do', async () => {
      const { code, stderr } = await container.run(['migrate'])
      expect(code).toBe(1)
      expect(stderr).toMatch(/cannot be opened \((EACCES|EROFS).*Check ENGAGEMENT_DATABASE/u)
    })

    test(
      'starts, becomes healthy, answers, and stops in time',
      async () => {
        const port = await freePort()
        const server = start({
          PORT: `${port}`,
          SIGN_IN: 'playground',
          ENGAGEMENT_DATABASE: `sqlite:${bring(sample, 'sample.db')}`,
        })
        expect(await server.healthy()).toBeGreaterThan(0)

        const response = await fetch(`http://127.0.0.1:${port}/api/messages`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            serviceUrl: connector.serviceUrl,
            ...activityFrom(demoTutor.entraObjectId, { type: 'message', text: 'show low-engagement tutees' }),
          }),
        })
        expect(response.status).toBe(200)
        expect(JSON.stringify(connector.sent)).toContain('Low or no engagement · your tutees')

        const asked = Date.now()
        expect({ code: await server.stop(), output: server.output() }).toEqual({
          code: 0,
          output: expect.not.stringContaining('"level":50') as string,
        })
        expect(Date.now() - asked).toBeLessThan(10_000)
      },
      starting,
    )

    test(
      'starts with Entra ID, and takes what Teams sends alone',
      async () => {
        const { authority, keyServer, environment } = world()
        const port = await freePort()
        const server = start({
          ...environment,
          PORT: `${port}`,
          NODE_EXTRA_CA_CERTS: bring(environment.NODE_EXTRA_CA_CERTS ?? '', 'authority.pem'),
          ENGAGEMENT_DATABASE: `sqlite:${bring(sample, 'entra.db')}`,
        })
        await server.healthy()

        const teams = posterTo(`http://127.0.0.1:${port}`, { keyServer, connector: world().connector })
        const ruth = authority.addUser({ oid: demoTutor.entraObjectId, upn: demoTutor.email })
        const message = teamsMessage(ruth, 'show low-engagement tutees')
        expect(await teams.post(message, { header: null })).toMatchObject({ status: 401 })
        expect(await teams.post(message)).toMatchObject({ status: 200 })
        expect(JSON.stringify(world().connector.sent)).toContain('tokenExchangeResource')
        expect(await server.stop()).toBe(0)
      },
      starting,
    )

    // The last: after everything that the image was made to do.
    test('wrote nothing but temporary files, and is nobody’s to write to', () => {
      expect(container.changes()).toEqual([])
      expect(readFileSync(path.join(image.app, 'package.json'), 'utf8')).toContain('my-engagement-for-teams')
    })
  })
}
