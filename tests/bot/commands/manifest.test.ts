import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { unzipSync } from 'fflate'
import { z } from 'zod'
import { checkPackage } from '../../../bot/manifest/check-package'
import { manifestFolder, values, version } from '../../support/app-package'
import { engagement, type Ran } from '../../support/command'
import { engagementHere } from '../../support/command-here'
import { temporaryFolder } from '../../support/store'

const folder = temporaryFolder()
const environment = { MicrosoftAppId: values.BOT_ID, BOT_DOMAIN: values.BOT_DOMAIN }
/** Nothing of this needs a store. */
const database = `sqlite:${path.join(folder, 'absent', 'engagement.db')}`

const manifest = (args: string[], more: Record<string, string> = {}): Promise<Ran> =>
  engagementHere(['manifest', ...args], { database, environment: { ...environment, ...more } })

/** A folder of one's own for a package. */
function place(name: string): string {
  const made = path.join(folder, name)
  mkdirSync(made)
  return made
}

/** A copy of the manifest's folder with one text in it replaced. */
function otherManifest(name: string, from: string, to: string): string {
  const made = path.join(folder, name)
  cpSync(manifestFolder, made, { recursive: true })
  const file = path.join(made, 'manifest.json')
  writeFileSync(file, readFileSync(file, 'utf8').replace(from, to))
  return made
}

const contentOf = (zip: string): Map<string, Uint8Array> =>
  new Map(Object.entries(unzipSync(readFileSync(zip))))
const manifestIn = (zip: string): unknown =>
  JSON.parse(Buffer.from(contentOf(zip).get('manifest.json') ?? []).toString('utf8'))

test('without --out the package is checked, and nothing is written', async () => {
  const before = readdirSync(folder)
  expect(await manifest([])).toEqual({
    code: 0,
    stdout: `The app package is valid: version ${version} for ${values.BOT_DOMAIN}, app ID ${values.BOT_ID}.\n`,
    stderr: '',
  })
  expect(readdirSync(folder)).toEqual(before)
})

test('with --out it is a zip with the manifest, icons and strings at its top, and nothing else', async () => {
  const out = path.join(place('whole'), 'my-engagement.zip')
  const { code, stdout } = await manifest(['--out', out], { TEAMS_APP_ID: values.TEAMS_APP_ID.toUpperCase() })
  expect(code).toBe(0)
  expect(stdout).toContain(`Written to ${out}: manifest.json, color.png, cy.json, outline.png.`)
  expect(readdirSync(path.dirname(out))).toEqual(['my-engagement.zip'])
  const files = contentOf(out)
  expect([...files.keys()]).toEqual(['manifest.json', 'color.png', 'cy.json', 'outline.png'])
  expect(await checkPackage(files, { values, version, isOwnManifest: false })).toEqual([])
  for (const icon of ['color.png', 'outline.png'])
    expect(Buffer.from(files.get(icon) ?? [])).toEqual(readFileSync(path.join(manifestFolder, icon)))
  expect(manifestIn(out)).toMatchObject({
    version,
    id: values.TEAMS_APP_ID,
    bots: [{ botId: values.BOT_ID }],
    developer: { privacyUrl: `https://${values.BOT_DOMAIN}/privacy` },
    validDomains: [values.BOT_DOMAIN],
    webApplicationInfo: { id: values.BOT_ID, resource: `api://botid-${values.BOT_ID}` },
  })
  expect([...files.values()].map((bytes) => Buffer.from(bytes).toString('latin1')).join()).not.toContain(
    '${{',
  )
})

test('the app has the bot’s ID unless it is given one, and IDs are in small letters', async () => {
  const out = path.join(place('small'), 'app.zip')
  await manifest(['--out', out], { MicrosoftAppId: values.BOT_ID.toUpperCase() })
  expect(manifestIn(out)).toMatchObject({ id: values.BOT_ID, webApplicationInfo: { id: values.BOT_ID } })
})

test('the same package has the same bytes, in whatever time zone it is made', async () => {
  const [here, there] = ['here', 'there'].map((name) => path.join(place(name), 'app.zip'))
  await manifest(['--out', here ?? ''])
  const far = { ...environment, TZ: 'Pacific/Auckland' }
  const { code, stderr } = await engagement(['manifest', '--out', there ?? ''], {
    database,
    environment: far,
  })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(readFileSync(there ?? '').equals(readFileSync(here ?? ''))).toBe(true)
})

test('a faulty package is refused, a line for each fault, and the old one stays as it was', async () => {
  const out = path.join(place('faulty'), 'app.zip')
  writeFileSync(out, 'the old one')
  const { code, stdout, stderr } = await manifest(['--out', out], { BOT_DOMAIN: 'localhost' })
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  const lines = stderr.trimEnd().split('\n')
  expect(lines).toContain('engagement: BOT_DOMAIN must be a host that Teams can reach.')
  expect(lines.every((line) => /^engagement: [\w.[\]]+ must .+\.$/u.test(line))).toBe(true)
  expect(readFileSync(out, 'utf8')).toBe('the old one')
  expect(readdirSync(path.dirname(out))).toEqual(['app.zip'])
})

test('where it cannot be written, that is said and nothing is left half-written', async () => {
  const parent = place('taken')
  mkdirSync(path.join(parent, 'app.zip', 'within'), { recursive: true })
  const taken = await manifest(['--out', path.join(parent, 'app.zip')])
  expect(taken).toMatchObject({ code: 1, stdout: '' })
  expect(taken.stderr).toMatch(/^engagement: .*app\.zip cannot be written: .*\n$/u)
  expect(readdirSync(parent)).toEqual(['app.zip'])
  const nowhere = await manifest(['--out', path.join(folder, 'no', 'such', 'app.zip')])
  expect(nowhere.stderr).toMatch(/app\.zip cannot be written: make its folder first\.\n$/u)
  expect(existsSync(path.join(folder, 'no'))).toBe(false)
})

test('a host with a port is told by its variable', async () => {
  expect(await manifest([], { BOT_DOMAIN: `${values.BOT_DOMAIN}:443` })).toEqual({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(
      /^engagement: BOT_DOMAIN must be a host name alone, without https:\/\/, port or path\.$/mu,
    ) as string,
  })
})

test.each([
  [{ MicrosoftAppId: '' }, 'MicrosoftAppId must be set.'],
  [{ MicrosoftAppId: 'the bot' }, 'MicrosoftAppId must be a GUID.'],
  [{ BOT_DOMAIN: '' }, 'BOT_DOMAIN must be set.'],
  [{ BOT_DOMAIN: 'https://bot' }, 'BOT_DOMAIN must be a host name, such as engagement.university.ac.uk.'],
  [{ TEAMS_APP_ID: 'x","id":"y' }, 'TEAMS_APP_ID must be a GUID.'],
])('with %j it says which variable must be what', async (more, line) => {
  expect(await manifest([], more)).toEqual({ code: 1, stdout: '', stderr: `engagement: ${line}\n` })
})

const report = z.object({
  valid: z.boolean(),
  faults: z.array(z.object({ field: z.string(), must: z.string() })),
})

test('--json tells a machine', async () => {
  const out = path.join(place('json'), 'app.zip')
  const sound = await manifest(['--json', '--out', out])
  expect(JSON.parse(sound.stdout)).toEqual({
    ...{ valid: true, faults: [], version, out },
    ids: { TEAMS_APP_ID: values.BOT_ID, BOT_ID: values.BOT_ID, BOT_DOMAIN: values.BOT_DOMAIN },
    files: ['manifest.json', 'color.png', 'cy.json', 'outline.png'],
  })
  const faulty = await manifest(['--json'], { BOT_DOMAIN: 'a.ngrok.io' })
  expect({ code: faulty.code, stderr: faulty.stderr }).toEqual({ code: 1, stderr: '' })
  const { valid, faults } = report.parse(JSON.parse(faulty.stdout))
  expect(valid).toBe(false)
  expect(faults.map(({ field }) => field)).toContain('BOT_DOMAIN')
})

test('--from takes a manifest of one’s own, held to the same', async () => {
  const out = path.join(place('own'), 'app.zip')
  const own = otherManifest('northbridge', '"name": "My Engagement"', '"name": "Northbridge University"')
  expect(await manifest(['--from', own, '--out', out])).toMatchObject({ code: 0, stderr: '' })
  expect(manifestIn(out)).toMatchObject({ developer: { name: 'Northbridge University' } })
  const open = otherManifest('open', '"name": "My Engagement"', '"name": "${{UNIVERSITY}}"')
  expect((await manifest(['--from', open])).stderr).toBe(
    'engagement: developer.name must have its placeholder filled.\n',
  )
})

test('a manifest of one’s own has versions of its own, not lower than the software’s', async () => {
  const versioned = (name: string, to: string) =>
    otherManifest(name, `"version": "${version}"`, `"version": "${to}"`)
  const [major = ''] = version.split('.')
  const next = await manifest(['--from', versioned('next', `${major}.10.0`)])
  expect(next).toMatchObject({ code: 0, stderr: '' })
  expect(next.stdout).toContain(`version ${major}.10.0 for`)
  expect((await manifest(['--from', versioned('lower', '0.0.9')])).stderr).toBe(
    `engagement: version must be ${version} or higher, as package.json has that.\n`,
  )
  expect((await manifest(['--from', versioned('odd', '1.2')])).stderr).toMatch(
    /^engagement: version must be three numbers/mu,
  )
})

test('--from a folder without a manifest, or with one that is none, says so', async () => {
  const empty = place('empty')
  expect((await manifest(['--from', empty])).stderr).toBe(`engagement: ${empty} has no manifest.json.\n`)
  const torn = otherManifest('torn', '"manifestVersion"', 'manifestVersion')
  expect((await manifest(['--from', torn])).stderr).toMatch(
    /^engagement: manifest\.json is no JSON: [^\n]+\n$/u,
  )
})

test('what the manifest names elsewhere is not packed', async () => {
  writeFileSync(path.join(folder, 'secret.png'), 'secret')
  const own = otherManifest('elsewhere', '"color": "color.png"', '"color": "../secret.png"')
  expect((await manifest(['--from', own])).stderr).toBe(
    'engagement: icons.color must be the name of a file beside manifest.json.\n',
  )
})
