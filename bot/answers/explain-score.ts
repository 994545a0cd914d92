import { humanDecides } from '../../cards/human-decides'
import { dayInWords, addDays } from '../../data/domain/day'
import type { Scope } from '../../data/domain/scope'
import { sourceNames, sources } from '../../data/domain/source'
import { fullName } from '../../data/domain/student'
import { freshness } from '../../data/queries/freshness'
import type { Standing, StudentProfile } from '../../data/queries/student-profile'
import type { Configuration } from '../../data/configuration/indicator'
import { configurationOf } from '../../data/scoring/configurations-used'
import { roleWords } from '../access/policy'
import type { QuestionOf } from '../language/question'
import type { Answer, Asking } from './answer'
import { cohortProfileAnswer } from './cohort-profile'
import { standingOf } from './listing'
import { messageAnswer } from './message'
import { answerAboutStudent } from './one-student'
import { capitalise, freshnessInWords } from './phrases'
import { bandsFrom, scoreArithmetic, sourceArithmetic, trendArithmetic } from './score-arithmetic'
import { suggestionsFor } from './suggestions'

/** How a student's score came about, so that it can be worked out again by hand; without a student, how any does. */
export function answerExplainScore(question: QuestionOf<'explain-score'>, asking: Asking): Promise<Answer> {
  if (question.student === undefined) return Promise.resolve(explainScores(asking))
  return answerAboutStudent(question, question.student, asking, {
    person: explanation,
    member: cohortProfileAnswer,
  })
}

async function explanation(scope: Scope, profile: StudentProfile, asking: Asking): Promise<Answer> {
  const { student, standing } = profile
  const fresh = freshnessInWords(await freshness(asking.store, asking.access.today))
  const configuration = standing && (await configurationOf(asking.store.db, standing.configuration))
  const arithmetic =
    standing && configuration && scope.detail === 'full' ? arithmeticOf(profile, standing, configuration) : {}
  const answer = messageAnswer({
    title: `${fullName(student)}: how the score comes about`,
    paragraphs: [
      `Shown to you as ${roleWords(scope.role)} · ${fresh}`,
      standing
        ? `${capitalise(standingOf(standing.band))}, by the data to ${dayInWords(addDays(standing.data_to, -1))}.`
        : 'Not scored: only students who study now are.',
      ...(arithmetic.lines ?? wordsAlone(scope, profile)),
      humanDecides,
    ],
    ...(arithmetic.facts === undefined ? {} : { facts: arithmetic.facts }),
    suggestions: [
      { title: 'Open the profile', text: `show ${student.student_id}` },
      { text: 'how are scores worked out' },
    ],
  })
  return {
    ...answer,
    access: { role: scope.role, population: { kind: 'mine' }, detail: scope.detail },
    students: [student.student_id],
  }
}

interface Arithmetic {
  lines?: string[]
  facts?: { title: string; value: string }[]
}

function arithmeticOf(
  { indicators }: StudentProfile,
  standing: Standing,
  configuration: Configuration,
): Arithmetic {
  const counted = indicators.filter(({ state, weight }) => state === 'counted' && (weight ?? 0) > 0)
  const left = indicators.filter(({ state }) => state !== 'counted')
  return {
    lines: [
      ...scoreArithmetic(counted, standing, configuration),
      ...(standing.score === null ? [] : [bandsFrom(counted, configuration)]),
      ...trendArithmetic(counted, standing, configuration),
      ...left.map(({ reason }) => `${reason}.`),
    ],
    facts: counted.map((indicator) => ({
      title: sourceNames[indicator.source],
      value: sourceArithmetic(indicator),
    })),
  }
}

/** For a role that sees reasons in words, or bands alone. */
function wordsAlone({ detail }: Scope, { indicators }: StudentProfile): string[] {
  const reasons = indicators.map(({ reason }) => `${reason}.`)
  if (detail === 'named') return [...reasons, 'Your role sees reasons in words, not the numbers behind them.']
  return detail === 'full' ? reasons : ['Your role sees the band, not what it is made of.']
}

/** How any score comes about, by the present configuration. About no person: it may be read by anyone. */
function explainScores({ store, access }: Asking): Answer {
  const { weights, windowDays, submissionWindowDays, partTimeFactor, trend } = store.settings.indicator
  return messageAnswer({
    title: 'How a score comes about',
    paragraphs: [
      `Every week each source gives 0 to 100, from the last ${windowDays} days that count (${submissionWindowDays} for submissions; ${partTimeFactor === 2 ? 'twice' : `${partTimeFactor} times`} as many for part-time students). Reading weeks, vacations, placements, authorised absences and interruptions do not count.`,
      'Attendance is the share of teaching events attended. The others say how many of 100 peers (same programme, level and mode; the school where these are few) stand lower.',
      'The score is the weighted mean of the sources that can be judged. What is late, not used or too short to judge is left out, and said.',
      `The trend compares with the student’s own earlier weeks: ${trend.change} points or more is falling or rising.`,
      humanDecides,
    ],
    facts: sources.map((source) => ({ title: sourceNames[source], value: `weight ${weights[source]}` })),
    suggestions: suggestionsFor(access),
  })
}
