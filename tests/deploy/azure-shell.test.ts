import { execFile } from 'node:child_process'
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { repository } from '../support/command'
import { temporaryFolder } from '../support/store'

/** Run in bash with an `az` that writes down what it is asked, and answers as Azure does. */
const folder = temporaryFolder()
const asked = path.join(folder, 'asked')
const answers = `#!/usr/bin/env bash
printf '%s\\n' "$*" >> ${JSON.stringify(asked)}
case "$*" in
  *'properties.outputs'*) echo '{"boT_ID":{"type":"String","value":"the-bot"},"registry":{"value":"eng.azurecr.io"},"workspacE_ID":{"value":"w-1"}}' ;;
  *'job start'*) echo run-1 ;;
  *'execution show'*) read -r state rest < states; echo "$rest" > states; echo "$state" ;;
  *'revision list'*) printf 'my-engagement--1\\nmy-engagement--2\\n' ;;
esac
`
writeFileSync(path.join(folder, 'az'), answers)
chmodSync(path.join(folder, 'az'), 0o755)

interface Said {
  code: number
  stdout: string
  stderr: string
  asked: string[]
}

async function bash(script: string, states = 'Running Running Succeeded'): Promise<Said> {
  rmSync(asked, { force: true })
  writeFileSync(path.join(folder, 'states'), `${states}\n`)
  writeFileSync(asked, '')
  const sourced = `. ${JSON.stringify(path.join(repository, 'deploy', 'azure.sh'))}; ${script}`
  const environment = { ...process.env, PATH: `${folder}:${process.env.PATH ?? ''}`, PAUSE: '0' }
  const ran = await promisify(execFile)('bash', ['-c', sourced], { cwd: folder, env: environment }).then(
    (out) => ({ code: 0, ...out }),
    (error: unknown) => error as Said,
  )
  return { ...ran, asked: readFileSync(asked, 'utf8').trim().split('\n') }
}

const inBash = process.platform === 'win32' ? describe.skip : describe

inBash('deploy/azure.sh', () => {
  test('deploys the file, with values in place of it', async () => {
    const { asked: said } = await bash('deploy image=eng/x:1 jobsOnly=true; deploy')
    expect(said[0]).toContain(
      '--template-file deploy/main.bicep --parameters deploy/parameters/production.json image=eng/x:1 jobsOnly=true',
    )
    expect(said[1]).toMatch(/production\.json --output table$/u)
    const trial = await bash('PARAMETERS=deploy/parameters/trial.json; GROUP=try; deploy')
    expect(trial.asked[0]).toMatch(/--resource-group try .*trial\.json/u)
  })

  test('finds outputs whatever became of their case, and says which is not there', async () => {
    expect((await bash('out BOT_ID; out REGISTRY')).stdout).toBe('the-bot\neng.azurecr.io\n')
    const none = await bash('out BOT_DOMAIN')
    expect(none.code).not.toBe(0)
    expect(none.stderr).toContain('no output BOT_DOMAIN')
  })

  test('waits for a job, and fails unless it succeeded', async () => {
    expect(await bash('job migrate')).toMatchObject({ code: 0, stdout: 'my-engagement-migrate: Succeeded\n' })
    expect(await bash('job nightly', 'Running Failed')).toMatchObject({
      code: 1,
      stdout: 'my-engagement-nightly: Failed\n',
    })
  })

  test('stops every version of the bot', async () => {
    const { asked: said } = await bash('stop_bot')
    expect(said.filter((line) => line.includes('deactivate'))).toEqual([
      expect.stringContaining('--revision my-engagement--1') as string,
      expect.stringContaining('--revision my-engagement--2') as string,
    ])
  })

  test('asks for the logs of a job', async () => {
    expect((await bash('logs nightly')).asked.at(-1)).toMatch(
      /--workspace w-1 .*has 'my-engagement-nightly' \|/u,
    )
  })
})
