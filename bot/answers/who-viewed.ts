import type { Fact } from '../../cards/fact'
import { looksAt, type Looker, type LooksAt } from '../../data/queries/looks-at'
import type { Scope } from '../../data/domain/scope'
import { fullName } from '../../data/domain/student'
import { commandLine } from '../../data/records/unusual-looks'
import type { Access } from '../access/access'
import { roleWords } from '../access/policy'
import type { QuestionOf } from '../language/question'
import { lookOf, type Answer, type Asking } from './answer'
import { scopeOf } from './contact-cards'
import { notAs } from './contact-refusals'
import { instantInWords } from './contact-words'
import { answerAtFullDetail } from './full-detail'
import { messageAnswer, refusal } from './message'
import { capitalise, lookerInWords, plural } from './phrases'
import { suggestionsFor } from './suggestions'

const days = 90
const mostShown = 20

/** Who has looked at a student lately, by the access trail. */
export function answerWhoViewed(question: QuestionOf<'who-viewed'>, asking: Asking): Promise<Answer> {
  const since = new Date(Date.now() - days * 86_400_000)
  return answerAtFullDetail(question, question.student, asking, {
    find: (scope, id) => looksAt(asking.store, scope, id, since, lookOf(asking, question)),
    person: (scope, found) => lookersAnswer(scope, found, asking),
    others: notForYou,
    open: (id) => ({ text: `who has looked at ${id}`, tooltip: 'Open who has looked' }),
  })
}

function lookersAnswer(scope: Scope, { student, lookers }: LooksAt, { access }: Asking): Answer {
  const answer = messageAnswer({
    title: `Who has looked at ${fullName(student)}`,
    paragraphs: [scopeOf(scope, student), inWords(lookers.length), 'This look is recorded too.'],
    facts: lookers.slice(0, mostShown).map((looker) => factOf(looker, access)),
    suggestions: [{ text: `show ${student.student_id}` }],
  })
  return {
    ...answer,
    access: { role: scope.role, population: { kind: 'mine' }, detail: scope.detail },
    students: [student.student_id],
  }
}

function inWords(count: number): string {
  if (count === 0) return `Nobody has in the last ${days} days.`
  const shown = count > mostShown ? `, the last ${mostShown} of them here` : ''
  const people = count === 1 ? '1 person' : `${count.toLocaleString('en-GB')} people`
  return `In the last ${days} days: ${people}${shown}. Who was shown a list with this student on it counts.`
}

/** "Ruth Adeyemi (s0101): personal tutor · 5 looks, the last on Tuesday 24 November, 09:00" */
function factOf({ staffId, name, roles, looks, newest }: Looker, { today }: Access): Fact {
  const last = `${plural(looks, 'look')}, the last on ${instantInWords(newest, today)}`
  const who = lookerInWords({ staffId, name })
  if (staffId === commandLine) return { title: capitalise(who), value: `in somebody’s name · ${last}` }
  return { title: who, value: [...roles.map(roleWords), last].join(' · ') }
}

/** To those who may see the student, if at all, at another detail than full. */
function notForYou(access: Access): Answer {
  return refusal('looks-not-shown', {
    title: 'I tell that to tutors and leaders of the student alone',
    paragraphs: [
      `${notAs(access)} you do not see who has looked at a student.`,
      'The data-protection office can look into it: ask them.',
    ],
    suggestions: suggestionsFor(access),
  })
}
