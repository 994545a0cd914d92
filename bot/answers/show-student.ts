import { namedColumns } from '../../data/queries/details'
import type { QuestionOf } from '../language/question'
import type { Answer, Asking } from './answer'
import { cohortProfileAnswer } from './cohort-profile'
import { answerAboutStudent } from './one-student'
import { isOfPastBands } from './past-bands'
import { profileAnswer } from './profile'
import { bandsAlone } from './refusals'

/** One student's profile. */
export function answerShowStudent(question: QuestionOf<'show-student'>, asking: Asking): Promise<Answer> {
  return answerAboutStudent(question, question.student, asking, {
    person: (scope, profile, around) =>
      isBeyondBand(question, around) && namedColumns(scope.detail)?.reasons !== true
        ? Promise.resolve(bandsAlone(around, scope))
        : profileAnswer(scope, profile, around),
    member: cohortProfileAnswer,
  })
}

/** Whether a past band or a single source is asked for. */
function isBeyondBand({ window, source }: QuestionOf<'show-student'>, asking: Asking): boolean {
  return isOfPastBands(window, asking) || source !== undefined
}
