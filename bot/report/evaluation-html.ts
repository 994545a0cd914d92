import type { Evaluation, WeekEvaluation } from '../../data/evaluation/evaluate'
import { plural } from '../answers/phrases'
import type { Draw } from './drawing'
import { fairnessSection } from './fairness-section'
import { escaped, page } from './html'
import {
  areaSection,
  baseInWords,
  calibrationSection,
  isTold,
  partsSection,
  type Week,
} from './quality-sections'

/**
 * The back-test as one HTML page that can be mailed around: it loads nothing, names no student, and tells of no small
 * number. Counts are rounded to 5, shares given of 23 students or more.
 */
export function evaluationHtml(draw: Draw, { evaluations, overall, fairness }: Evaluation): string {
  const programmes = [...new Set(evaluations.map(({ programme }) => programme))]
  const weeksOf = (programme: string): WeekEvaluation[] =>
    evaluations.filter((evaluation) => evaluation.programme === programme && isTold(evaluation))
  const told = programmes.filter((programme) => weeksOf(programme).length > 0)
  const whole = overall.filter(isTold)
  const small = programmes.length - told.length
  return page('Back-test of the engagement indicator', [
    introduction,
    ...(whole.length === 0 ? ['<p>Fewer than 23 students: nothing can be shown.</p>'] : []),
    ...(whole.length > 0 ? ['<h2>All programmes</h2>', quality(draw, 'All programmes', whole)] : []),
    ...(fairness ? [fairnessSection(draw, fairness)] : []),
    ...(told.length > 0 && programmes.length > 1 ? ['<h2>By programme</h2>'] : []),
    ...(programmes.length > 1 ? told.map((programme) => fold(draw, programme, weeksOf(programme))) : []),
    ...(small > 0
      ? [
          `<p>${plural(small, 'programme')} of fewer than 23 students ${small === 1 ? 'is' : 'are'} left out.</p>`,
        ]
      : []),
  ])
}

function fold(draw: Draw, programme: string, weeks: readonly Week[]): string {
  return `<details><summary>${escaped(programme)}</summary>${quality(draw, programme, weeks)}</details>`
}

function quality(draw: Draw, of: string, weeks: readonly Week[]): string {
  const last = weeks.at(-1)
  return [
    last ? `<p>${escaped(of)}: ${baseInWords(last)}.</p>` : '',
    areaSection(draw, of, weeks),
    partsSection(weeks),
    calibrationSection(draw, of, weeks),
  ].join('\n')
}

const introduction = `<p>The scores of past weeks are compared with how the students' studies ended. A good indicator scores those lower who will
fail or leave. It is measured beside three others on the same students: all Canvas activity so far, days with Canvas activity in the
last 28, and a logistic regression on what the indicator is made from, fitted to these very outcomes (each student told by the others).
A student without a score counts as neither low nor high.</p>
<p>Counts are rounded to 5. “–” stands where too few students stand behind a figure. A band prompts a conversation; it decides nothing.</p>`
