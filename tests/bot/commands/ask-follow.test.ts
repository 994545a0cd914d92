import { engagement, type Ran } from '../../support/command'
import { copySample } from '../../support/sample'

const database = copySample()
const run = (input: string, ...args: string[]): Promise<Ran> => engagement(args, { database, input })

test('a chat that goes on is an operator’s too, and changes nothing that is the person’s', async () => {
  const asked = await run(
    'show my tutees by name\nthe first\nstop my alerts for a week\n',
    'ask',
    '--as',
    's0101',
    '--follow',
    '-',
  )
  expect(asked.stdout.trimEnd().split('\n')).toHaveLength(3)
  expect(asked.stdout).toContain('Only they themselves can change that')
  const { stdout } = await run('', 'audit', 'show')
  expect(stdout).toContain('show-student')
  for (const line of stdout.trimEnd().split('\n')) expect(line).toContain('\toperator as s0101\t')
})
