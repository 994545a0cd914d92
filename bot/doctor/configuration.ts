import { isSqlite } from '../../data/store/open'
import { setVariables } from '../config'
import { knownVariables } from '../variables'
import type { Check, Finding, OnThisMachine } from './check'
import type { Configured } from './configured'
import { misspeltVariables } from './misspelt'

const where =
  'Set it where the server gets its environment, then start the server anew: deploy/README.md tells each variable.'

/** Whether all variables can be read together, and whether any was perhaps misspelt. */
export const configurationCheck: Check<OnThisMachine> = {
  name: 'configuration',
  look: ({ configured }) => Promise.resolve([...faults(configured), ...misspelt()]),
}

function faults({ faults: wrong, signIn, store }: Configured): Finding[] {
  if (wrong.length > 0) return wrong.map((what) => ({ state: 'wrong', what, mend: where }))
  const kind = store && isSqlite(store.database) ? 'an embedded store' : 'a SQL Server'
  if (signIn === 'nowhere')
    return [
      {
        state: 'warning',
        what: `The variables can be read (${kind}); of signing in with Entra ID none is set, so 'engagement start' would not start here.`,
        mend: 'Where feeds alone are loaded, that is right. For the server, set what deploy/README.md says under "Signing staff in"; for a trial, SIGN_IN=playground.',
      },
    ]
  const signingIn = signIn === 'playground' ? 'the Playground, which signs nobody in' : 'Entra ID'
  return [{ state: 'well', what: `The variables can be read: ${kind}, sign-in by ${signingIn}.` }]
}

function misspelt(): Finding[] {
  const known = knownVariables()
  return misspeltVariables(setVariables(), known).map(({ name, meant }) => ({
    state: 'warning',
    what: `${name} is set, and nothing reads it.`,
    mend: meant
      ? `If ${meant} is meant, name it so; if not, remove it.`
      : `Remove it, or see in deploy/README.md what it is called now.`,
  }))
}
