import { Command } from 'commander'
import { findStaff } from '../../data/queries/staff'
import { trailEntries, type ShownEntry } from '../../data/queries/trail-entries'
import { unusualLooks, type ToldLooks } from '../../data/queries/unusual-looks'
import { commandLine } from '../../data/records/unusual-looks'
import type { Store } from '../../data/store/store'
import { operatorGrant } from '../access/operator'
import { printable } from '../printable'
import { count, instantOrDay, printJson, printLine, withStoreToMend } from './context'

interface ShowOptions {
  staff?: string
  student?: string
  from?: Date
  to?: Date
  limit: number
  unusual?: true
  json?: true
}

export function auditShowCommand(): Command {
  return new Command('show')
    .description('shows the newest looks: who, in which role, by which question, saw whom')
    .option('--staff <staff>', 'only of this staff ID or UPN')
    .option('--student <id>', 'only at this student')
    .option('--from <time>', 'from this time on; a date is its start in London', instantOrDay)
    .option('--to <time>', 'before this time', instantOrDay)
    .option('--limit <count>', 'at most so many', count, 100)
    .option('--unusual', 'shows the alerts about unusually many looks instead, of the last 30 days or --from')
    .option('--json', 'prints one JSON document')
    .action((options: ShowOptions) =>
      withStoreToMend((store) =>
        options.unusual ? showUnusual(store, options) : showEntries(store, options),
      ),
    )
}

async function showEntries(store: Store, options: ShowOptions): Promise<void> {
  const { student: studentId, from, to, limit, json } = options
  const staffId = options.staff === undefined ? undefined : await staffIdOf(store, options.staff)
  const entries = await trailEntries(store, operatorGrant(), { staffId, studentId, from, to, limit })
  if (json)
    printJson({
      entries: entries.map((entry) => ({
        by: entry.conversation === commandLine ? 'operator' : 'staff',
        ...entry,
      })),
    })
  else if (entries.length === 0) printLine('No look fits that.')
  else entries.forEach(printEntry)
}

/** Who has left is no staff member any more, but still in the trail. */
async function staffIdOf(store: Store, idOrEmail: string): Promise<string> {
  return (await findStaff(store, { idOrEmail }))?.staff_id ?? idOrEmail
}

function printEntry(entry: ShownEntry): void {
  const { position, occurred_at, staff_id, role, detail, conversation, question, students } = entry
  const asked = `${entry.intent === 'alert' ? 'told unasked ' : ''}${question ?? entry.intent}`
  const who = conversation === commandLine ? operatorAs(staff_id) : staff_id
  const columns = [occurred_at, who, role, detail, asked, conversation, students.join(' ')]
  // What was tampered with may hold anything: a column stays a column.
  printLine([position ?? '-', ...columns].map(String).map(printable).join('\t'))
}

/** Who asked there is an operator, in somebody's name or for the store as a whole. */
function operatorAs(staffId: string): string {
  return staffId === 'operator' ? staffId : `operator as ${staffId}`
}

async function showUnusual(store: Store, { staff, from, to, limit, json }: ShowOptions): Promise<void> {
  const since = from ?? new Date(Date.now() - 30 * 86_400_000)
  const staffId = staff === undefined ? undefined : await staffIdOf(store, staff)
  const alerts = (await unusualLooks(store, operatorGrant(), since))
    .filter((alert) => staffId === undefined || alert.staffId === staffId)
    .filter(({ at }) => to === undefined || at < to.toISOString())
    .slice(0, limit)
  if (json) printJson({ unusual: alerts })
  else if (alerts.length === 0) printLine('Nobody looked at unusually many students.')
  else alerts.forEach(printAlert)
}

function printAlert({ at, staffId, name = '-', seen, limits }: ToldLooks): void {
  const counts = [
    `${seen.hour} in an hour (limit ${limits.hour})`,
    `${seen.day} in 24 hours (limit ${limits.day})`,
  ]
  printLine([at, staffId, name, ...counts].join('\t'))
}
