import { alertRuleNames, type AlertRule } from '../../data/domain/alert'
import { bands, type Band } from '../../data/domain/band'
import type { Rehearsal } from '../../data/rehearsal/rehearse'
import type { RehearsedBackTest } from '../../data/rehearsal/back-test'
import type { TutorLoad } from '../../data/rehearsal/tutor-load'
import { plural } from '../answers/phrases'

/** What a change of configuration would do, in counts, "now → then". */
export function rehearsalText({ configurations, weeks, moves, alerts, backTest }: Rehearsal): string[] {
  return [
    `Configuration ${configurations.present} → ${configurations.proposed}`,
    ...changedLines(configurations.changed),
    '',
    'Students by band',
    ['week', 'students', 'change band', ...bands].join('\t'),
    ...weeks.map(({ weekStart, students, changed, bands: counts }) =>
      [weekStart, students, changed, ...bands.map((band) => bandCell(counts, band))].join('\t'),
    ),
    '',
    'Moves in the newest week',
    ...(moves.length === 0 ? ['nobody changes band'] : []),
    ...moves.map(({ from, to, students }) => `${from} → ${to}\t${plural(students, 'student')}`),
    '',
    'Students of whom tutors would be alerted by their scores, in the whole weeks',
    ...alertLines(alerts),
    ...(backTest ? ['', 'Back-test on outcomes', ...backTestLines(backTest)] : []),
  ]
}

function changedLines(changed: Rehearsal['configurations']['changed']): string[] {
  if (changed.length === 0) return ['no setting differs']
  return changed.map(({ setting, present, proposed }) => `${setting}\t${present} → ${proposed}`)
}

const bandCell = ({ present, proposed }: Rehearsal['weeks'][number]['bands'], band: Band): string =>
  `${present[band]} → ${proposed[band]}`

function alertLines({ present, proposed }: Rehearsal['alerts']): string[] {
  const line = (name: string, of: (load: TutorLoad) => string | number): string =>
    `${name}\t${of(present)} → ${of(proposed)}`
  const all = [
    line('in all', ({ entering }) => entering),
    ...present.byRule.flatMap(({ rule }) => [
      line(alertRuleNames[rule], (load) => ruleOf(load, rule)?.opened ?? 0),
      ...(ruleOf(present, rule)?.useful === undefined
        ? []
        : [
            line(
              'of them found useful, as those before',
              (load) => ruleOf(load, rule)?.useful?.toFixed(0) ?? '-',
            ),
          ]),
    ]),
    line('of them without a tutor', ({ withoutTutor }) => withoutTutor),
  ]
  if (present.tutorWeeks === 0) return [...all, 'nobody is a personal tutor in these weeks']
  return [
    ...all,
    line('per tutor and week', ({ meanPerTutorWeek }) => meanPerTutorWeek?.toFixed(2) ?? '-'),
    line('the most for a tutor in a week', ({ most }) => most),
    ...present.distribution.map((_, count) => {
      const orMore = count === present.distribution.length - 1 ? ' or more' : ''
      return line(`tutor weeks with ${count}${orMore}`, ({ distribution }) => distribution[count] ?? 0)
    }),
  ]
}

const ruleOf = ({ byRule }: TutorLoad, rule: AlertRule) => byRule.find((each) => each.rule === rule)

function backTestLines(tests: readonly RehearsedBackTest[]): string[] {
  if (tests.length === 0) return ['no scored week has students with outcomes']
  const columns = [
    'programme',
    'week',
    'students',
    'negative',
    'AUC',
    'precision of low and none',
    'recall of low and none',
  ]
  return [
    columns.join('\t'),
    ...tests.map(({ programme, week, students, negative, present, proposed }) => {
      const pair = (of: (quality: RehearsedBackTest['present']) => number | undefined): string =>
        [present, proposed].map((quality) => of(quality)?.toFixed(3) ?? '-').join(' → ')
      const figures = [
        pair(({ auc }) => auc),
        pair(({ flagged }) => flagged.precision),
        pair(({ flagged }) => flagged.recall),
      ]
      return [programme, week, students, negative, ...figures].join('\t')
    }),
  ]
}
