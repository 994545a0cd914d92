import { studentListCard, type StudentRow } from '../../../cards/student-list'
import { fullName } from '../../../data/domain/student'
import { readDigest, type DigestOrder, type DigestRow } from '../../../data/queries/digest'
import { freshness } from '../../../data/queries/freshness'
import { readUnits } from '../../../data/queries/units'
import { markDigestTold, markDigestUntold } from '../../../data/records/alert-changes'
import type { Scope } from '../../../data/domain/scope'
import { fullScope, rolesOf } from '../../access/scope'
import {
  capitalise,
  freshnessInWords,
  plural,
  rolesInWords,
  studentInShort,
  withoutStop,
} from '../../answers/phrases'
import type { Composed, Composer, Recipient } from './composer'
import type { Delivery } from '../delivery'
import { lookUnasked } from './look-unasked'
import { untilResumed } from './until-resumed'
import { byConcern, greatest } from '../plan/concern'

/** As many as fit in a card; all are among the person's alerts. */
const mostRows = 10

/** The alerts of a week that came by no card of their own, the greatest concerns first, each with a button that opens it. */
export const digestComposer: Composer = {
  waitsForWorkingTime: true,
  compose: async ({ id: messageId, activityId }, recipient, delivery) => {
    const { access } = recipient
    const later = activityId === null ? await untilResumed(recipient, delivery) : undefined
    if (later) return later
    const scope = fullScope(access)
    if (!scope) return { drop: 'no-scope' }
    const order = orderFor(scope)
    const { rows, total } = await readDigest(
      delivery.store,
      scope,
      { messageId, most: mostRows, order },
      lookUnasked(recipient, 'alert-digest'),
    )
    return total === 0 ? { drop: 'nothing-left' } : cardOf(rows, { total, scope, recipient, delivery })
  },
  sent: (db, { id }, at) => markDigestTold(db, id, at),
  unsent: (db, { id }) => markDigestUntold(db, id),
}

/** What is over comes last. */
function orderFor({ today }: Scope): (db: Parameters<typeof byConcern>[0]) => Promise<DigestOrder> {
  return async (db) => {
    const compare = await byConcern(db, today)
    return (a, b) => {
      const [worstOfA, worstOfB] = [greatest(a.reasons), greatest(b.reasons)]
      if (isOver(a) !== isOver(b)) return isOver(a) ? 1 : -1
      if (!worstOfA || !worstOfB) return 0
      return compare({ ...worstOfA, studentId: a.studentId }, { ...worstOfB, studentId: b.studentId })
    }
  }
}

const isOver = ({ state }: Pick<DigestRow, 'state'>): boolean => state === 'closed'

interface Composing {
  total: number
  scope: Scope
  recipient: Recipient
  delivery: Delivery
}

async function cardOf(
  rows: readonly DigestRow[],
  { total, scope, recipient: { access }, delivery: { store } }: Composing,
): Promise<Composed> {
  const roles = rolesInWords(rolesOf(access, scope), await readUnits(store))
  const card = studentListCard({
    title: `${plural(total, 'alert')} to look at this week${total > 1 ? ', the greatest concern first' : ''}`,
    scope: `${capitalise(roles)} · sent in this digest only`,
    freshness: freshnessInWords(await freshness(store, access.today)),
    rows: rows.map(rowOf),
    paging: { first: 1, last: rows.length, total },
    suggestions: [
      { title: 'All my alerts', text: 'my alerts' },
      { text: 'alert settings' },
      { title: 'Pause for a week', text: 'pause my alerts for a week' },
    ],
  })
  return { card }
}

function rowOf({ alertId, student, ...alert }: DigestRow): StudentRow {
  const { band, trend } = student
  return {
    name: fullName(student),
    subtitle: studentInShort(student),
    band,
    ...(trend === null ? {} : { trend }),
    reason: whatHappened(alert),
    open: { verb: 'alert-open', alert: alertId },
  }
}

/** "Passed up to you · No activity since Monday 9 November · and 1 other reason". */
function whatHappened({ reasons, ...alert }: Pick<DigestRow, 'reasons' | 'why' | 'state'>): string {
  const still = reasons.filter(({ state }) => state === 'open')
  const told = still.length > 0 ? still : reasons
  const worst = greatest(told)
  const others = told.length - 1
  return [
    ...(isOver(alert) && worst?.rule !== 'recovered' ? ['Over by now'] : []),
    ...(alert.why === 'passed-up' ? ['Passed up to you'] : []),
    ...(worst?.rule === 'recovered' ? ['Good news'] : []),
    withoutStop(worst?.reason ?? ''),
    ...(others > 0 ? [`and ${plural(others, 'other reason')}`] : []),
  ].join(' · ')
}
