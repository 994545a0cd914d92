import type { KnownReason } from '../domain/alert'
import type { Day } from '../domain/day'
import { groupBy } from '../domain/group-by'
import { inParts } from '../store/in-parts'
import type { Instant } from '../store/schema'
import type { Database } from '../store/store'
import { isHoldersAct } from './acts-that-count'
import { recipientsOf, recipientsOfAll, type StudentOfSomebody } from './alert-recipients'
import { staffNames } from './staff-names'

/** A reason that somebody knows of: until its day nobody is alerted about the student, while who gave it looks after them. */
export interface KnownReasonGiven {
  reason: KnownReason
  /** The first day on which it holds no more. */
  until: Day
  /** Staff ID of who said so. */
  by: string
  at: Instant
  /**
   * Whether who gave it still looks after the student in a role that is alerted. Otherwise it holds no more: whoever does is to
   * hear of the student.
   */
  holds: boolean
}

/** The same with the name of who gave it. */
export type KnownReasonNamed = KnownReasonGiven & { byName: string }

/**
 * The known reasons that hold on a day, of some students or of all. Everybody goes by this: who is told, reminded or passed
 * up, and what cards say.
 */
export async function reasonsThatHold(
  db: Database,
  today: Day,
  studentIds?: readonly string[],
): Promise<Map<string, KnownReasonGiven>> {
  const given = await reasonsGiven(db, today, studentIds)
  return new Map([...given].filter(([, { holds }]) => holds))
}

/** The students about whom nobody is alerted on a day, since somebody knows of a reason. */
export async function studentsWithKnownReason(db: Database, today: Day): Promise<Set<string>> {
  return new Set((await reasonsThatHold(db, today)).keys())
}

/** The reason that was given for one student and whose day has not come, whether or not it holds. */
export async function knownReasonOf(
  db: Database,
  studentId: string,
  today: Day,
): Promise<KnownReasonNamed | undefined> {
  const given = (await reasonsGiven(db, today, [studentId])).get(studentId)
  if (!given) return undefined
  const names = await staffNames(db, [given.by])
  return { ...given, byName: names.get(given.by) ?? given.by }
}

/**
 * Of each student the last word of those who look after them still, or of anybody where none of these said anything; none where
 * that was that the reason holds no more, or its day has come.
 */
async function reasonsGiven(
  db: Database,
  today: Day,
  studentIds: readonly string[] | undefined,
): Promise<Map<string, KnownReasonGiven>> {
  const words: Word[] = []
  for (const ids of studentIds ? inParts(studentIds) : [undefined]) words.push(...(await wordsOn(db, ids)))
  const given = new Map<string, KnownReasonGiven>()
  const looksAfter = whoLooksAfter(db, today, studentIds === undefined)
  for (const [studentId, said] of groupBy(words, ({ student_id }) => student_id)) {
    const { word, holds } = await lastOf(said, looksAfter)
    const { known_reason: reason, until_date: until, staff_id: by, acted_at: at } = word ?? nothing
    if (reason === null || until === null || until <= today) continue
    given.set(studentId, { reason, until, by, at, holds })
  }
  return given
}

const nothing = { known_reason: null, until_date: null, staff_id: '', acted_at: '' }

/** That nothing holds any more is the last word whoever said it. */
async function lastOf(
  words: readonly Word[],
  looksAfter: LooksAfter,
): Promise<{ word: Word | undefined; holds: boolean }> {
  for (const word of [...words].reverse()) {
    if (word.act === 'reason-ended') return { word: words.at(-1), holds: false }
    if (await looksAfter(word.staff_id, word)) return { word, holds: true }
  }
  return { word: words.at(-1), holds: false }
}

type LooksAfter = (staffId: string, student: StudentOfSomebody) => Promise<boolean>

/** Whether somebody looks after a student: of many students the assignments are read at once, when they are first asked for. */
function whoLooksAfter(db: Database, today: Day, areMany: boolean): LooksAfter {
  let chains: ReturnType<typeof recipientsOfAll> | undefined
  return async (staffId, student) => {
    if (areMany) chains ??= recipientsOfAll(db, today)
    const chain = chains ? (await chains)(student) : await recipientsOf(db, student, today)
    return chain.some((person) => person.staffId === staffId)
  }
}

type Word = Awaited<ReturnType<typeof wordsOn>>[number]

/** The oldest first, so that the last one stands. */
function wordsOn(db: Database, studentIds: readonly string[] | undefined) {
  return db
    .selectFrom('alert_act')
    .innerJoin('alert', 'alert.alert_id', 'alert_act.alert_id')
    .innerJoin('student', 'student.student_id', 'alert.student_id')
    .$if(studentIds !== undefined, (words) => words.where('alert.student_id', 'in', studentIds ?? []))
    .where('alert_act.act', 'in', ['known-reason', 'reason-ended'])
    .where(isHoldersAct)
    .orderBy('alert_act.acted_at')
    .select([
      'student.student_id',
      'student.programme_code',
      'student.level',
      'alert_act.act',
      'alert_act.known_reason',
      'alert_act.until_date',
      'alert_act.staff_id',
      'alert_act.acted_at',
    ])
    .execute()
}
