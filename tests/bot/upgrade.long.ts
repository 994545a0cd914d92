import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { engagement, type Ran } from '../support/command'
import { engagementHere } from '../support/command-here'
import { letGoOfFiles } from '../support/let-go'
import { installOlderVersion } from '../support/older-version'
import { now, temporaryFolder } from '../support/store'
import { assignments, calendar, organisation, staff, students } from '../support/university-feeds'

/** A rehearsal of an upgrade and of the way back from it; the tests are its steps, one after the other. */
const folder = temporaryFolder()
const root = path.join(folder, 'older')
const database = `sqlite:${path.join(folder, 'engagement.db')}`
const [before, after] = [path.join(folder, 'before-upgrade.db'), path.join(folder, 'after-upgrade.db')]
const environment = {
  ENGAGEMENT_SECRET: 'a secret of thirty-two characters or more',
  SIGN_IN: 'playground',
}
const older = (...args: string[]): Promise<Ran> => engagement(args, { database, environment, root })
const newer = (...args: string[]): Promise<Ran> => engagementHere(args, { database, environment })
const question = ['ask', '--as', 'T1', 'my access', '--now', now.toISOString()]
let unknown = ''

const refused = ({ code, stderr }: Ran, reason: string): void => {
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(reason) as string })
}

beforeAll(async () => {
  unknown = installOlderVersion(root)
  expect((await older('migrate')).stdout).toMatch(/^Applied 0001.*\.$/mu)
  for (const [feed, content] of Object.entries({ organisation, students, staff, assignments, calendar })) {
    const file = path.join(folder, `${feed}.csv`)
    writeFileSync(file, content)
    expect(await older('ingest', feed, file, '--now', now.toISOString())).toMatchObject({ code: 0 })
  }
  expect((await older(...question)).stdout).toContain('Personal tutor: your tutees')
  // That feedback was read is on the record.
  expect(await older('feedback')).toMatchObject({ code: 0 })
})

test('the new version does not run on the older schema, says what to do, and can back it up as it is', async () => {
  refused(await engagement(['start'], { database, environment }), "run 'engagement migrate'")
  const doctor = await newer('doctor', '--now', now.toISOString())
  expect(doctor.stdout).toMatch(/MEND .*schema.*run 'engagement migrate'/u)
  const { code, stdout } = await newer('backup', '--out', before)
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: expect.stringContaining('of another version') as string,
  })
})

test('migrating keeps everything, and the new version runs', async () => {
  expect((await newer('migrate')).stdout).toBe(`Applied ${unknown}.\n`)
  expect((await newer('migrate')).stdout).toBe('The schema is up to date.\n')
  expect((await newer(...question)).stdout).toContain('Personal tutor: your tutees')
  expect((await newer('audit', 'verify')).stdout).toContain('1 sealed record checked')
  expect(await newer('backup', '--out', after)).toMatchObject({ code: 0 })
})

test('the older version refuses the newer schema, whatever it is asked, and changes nothing', async () => {
  const reason = `The store holds migration ${unknown}, which this version does not know: run the version that made the store, or a newer one.`
  for (const args of [['start'], ['migrate'], ['audit', 'verify'], question])
    refused(await older(...args), reason)
  expect((await older('doctor')).stdout).toContain(reason)
  refused(await older('restore', after), 'was made by a version that this one does not know')
  expect((await newer('migrate')).stdout).toBe('The schema is up to date.\n')
})

test('the way back is the backup from before: the older version runs on it', async () => {
  await letGoOfFiles()
  const { code, stdout } = await older('restore', before)
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: expect.stringContaining('is the backup now') as string,
  })
  refused(await older(...question), 'not loaded since: students, staff, assignments')
  for (const feed of ['students', 'staff', 'assignments'])
    expect(await older('ingest', feed, path.join(folder, `${feed}.csv`))).toMatchObject({ code: 0 })
  expect((await older(...question)).stdout).toContain('Personal tutor: your tutees')
  expect(await older('audit', 'verify')).toMatchObject({ code: 0 })
})

test('and forward again', async () => {
  expect((await newer('migrate')).stdout).toBe(`Applied ${unknown}.\n`)
  expect(await newer('audit', 'verify')).toMatchObject({ code: 0 })
})
