import { Command } from 'commander'
import { auditShowCommand } from './audit-show'
import { auditVerifyCommand } from './audit-verify'

export function auditCommand(): Command {
  return new Command('audit')
    .description('the access trail: who looked at whom, and the proof that it is whole')
    .addCommand(auditShowCommand())
    .addCommand(auditVerifyCommand())
}
