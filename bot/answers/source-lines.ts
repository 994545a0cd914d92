import type { SourceLine } from '../../cards/student-profile'
import { sourceNames } from '../../data/domain/source'
import type { ProfiledIndicator } from '../../data/queries/student-profile'

/** What a source shows of a student, in words and numbers. */
export function sourceLine({
  source,
  indicator,
  amount,
  expected,
  days,
  peers,
  reason,
}: ProfiledIndicator): SourceLine {
  const numbers =
    source === 'attendance'
      ? `${amount ?? 0} of ${expected ?? 0} teaching events in the last ${days ?? 0} days that count`
      : `${amount ?? 0} ${amount === 1 ? units[source].one : units[source].many} in the last ${days ?? 0} days that count, among ${peers ?? 0} peers`
  return {
    label: sourceNames[source],
    ...(indicator === null ? {} : { indicator }),
    words: `${reason} (${numbers})`,
  }
}

const units = {
  canvas: { one: 'view or contribution', many: 'views and contributions' },
  submissions: {
    one: 'piece of work, late ones counting half,',
    many: 'pieces of work, late ones counting half,',
  },
  library: { one: 'visit, loan or e-resource use', many: 'visits, loans and e-resource uses' },
  printing: { one: 'page', many: 'pages' },
}
