import { Command } from 'commander'
import { operatorGrant } from '../access/operator'
import { examine } from '../doctor/examine'
import type { Found, Group } from '../doctor/look'
import { countLine, groupLines } from '../report/doctor-text'
import { nowFlag, printJson, printLine, type NowOption } from './context'

interface DoctorOptions extends NowOption {
  json?: true
  offline?: true
}

export function doctorCommand(): Command {
  return new Command('doctor')
    .description(
      'checks this machine, the configuration, the store, the feeds and jobs, Entra ID, Teams and the network; says how to mend what is wrong',
    )
    .option('--offline', 'asks nothing that is not on this machine')
    .option('--json', 'prints one JSON document')
    .option(...nowFlag)
    .action(async ({ json, offline, now }: DoctorOptions) => {
      const groups: Group[] = []
      for await (const group of examine({ offline: offline === true, now, grant: operatorGrant() })) {
        groups.push(group)
        if (!json) groupLines(group, process.stdout.columns).forEach(printLine)
      }
      const findings = groups.flatMap((group) => group.findings)
      const well = findings.every(isNotWrong)
      if (json) printJson({ well, findings, notLookedAt: groups.flatMap(({ notLookedAt }) => notLookedAt) })
      else printLine(countLine(findings))
      if (!well) process.exitCode = 1
    })
}

const isNotWrong = ({ state }: Found): boolean => state !== 'wrong'
