import type { AlertAct, KnownReason } from '../domain/alert'
import type { Day } from '../domain/day'
import type { Scope } from '../domain/scope'
import type { WrongDataKind } from '../domain/wrong-data'
import { isGoodNews } from '../queries/alert-reasons'
import { hasEnded, readAlert, seenIn, studentOfAlert, type StudentAlert } from '../queries/student-alert'
import type { Database, Store } from '../store/store'
import { readOnTheRecord, type Look } from './access-trail'
import { addAct, ownAlert, type ActDetails, type ActTimes } from './add-act'
import { endAlert, markOpened } from './alert-changes'
import { holdCard, reviseAlertsAbout } from './alert-revisions'
import { planTurn } from './alerts'
import { endKnownReason } from './end-known-reason'
import { hastenJob, planJob } from './jobs'
import { passOn, type GivePassedOn } from './pass-on'
import { reopenAlert } from './reopen-alert'
import { reportWrongData } from './trouble'

/**
 * What somebody does with an alert of theirs, by a button. That they were in touch is told by a contact, see contact-made.ts.
 *
 * `seen` and `useful` leave an alert open, but good news that was seen is done with; so does `wrong-data`, until the data
 * were checked: a student who needs a word is not to be lost by it. `known-reason`, `not-useful` and `passed-on` end it for
 * its holder; `reopen` opens it again where it was called not useful, and `reason-ended` where it was ended by that reason alone.
 */
export type Act =
  /** It was opened; where `isForm`, a form is now in the place of its card. */
  | { act: 'opened'; isForm?: boolean }
  | { act: Extract<AlertAct, 'seen' | 'useful' | 'not-useful' | 'reason-ended'> }
  | { act: 'reopen' }
  | { act: 'wrong-data'; what: WrongDataKind }
  | { act: 'known-reason'; reason: KnownReason; until: Day }
  /** To whom, and how it is given to them. */
  | { act: 'passed-on'; to: string; give: GivePassedOn }

/** What an act came to, and the alert as it stands then. */
export interface Acted {
  /** `over`: the alert had ended before, and this was not done; `not-theirs`: it cannot be passed on to that person. */
  outcome: 'done' | 'over' | 'not-theirs'
  alert: StudentAlert
}

/**
 * Does something with an alert, for its holder while their scope covers the student in full, in one transaction with the
 * entry in the access trail; every holder's card is put right. The same once more, as by a button pressed twice, comes to
 * the same and adds nothing.
 *
 * @returns undefined where {@link readAlert} gives none
 */
export function actOnAlert(
  store: Store,
  scope: Scope,
  { alertId, at, ...act }: Act & { alertId: string; at: Date },
  look: Look,
): Promise<Acted | undefined> {
  return readOnTheRecord(
    store,
    scope,
    look,
    async (db) => {
      const studentId = await studentOfAlert(db, scope, alertId)
      if (studentId === undefined) return undefined
      await store.takeTurn(db, `alerts about ${studentId}`)
      // Nobody is given a second alert by a round of planning meanwhile.
      if (act.act === 'passed-on') await store.takeTurn(db, planTurn)
      // What others did while this waited for its turn counts.
      const alert = await readAlert(db, scope, alertId)
      if (!alert) return undefined
      const outcome = await carryOut(db, scope, alert, act, { at, due: look.at })
      return { outcome, alert: (await readAlert(db, scope, alertId)) ?? alert }
    },
    (acted) => seenIn(acted?.alert),
  )
}

async function carryOut(
  db: Database,
  scope: Scope,
  alert: StudentAlert,
  act: Act,
  times: ActTimes,
): Promise<Acted['outcome']> {
  const own = ownAlert(alert)
  await markOpened(db, own.alertId, times.at)
  const isInForm = act.act === 'opened' && act.isForm === true && !hasEnded(alert)
  // An alert of a digest is opened in its place, which comes back later, also where this was done before.
  const isInDigest = act.act === 'opened' && alert.own.toldIn === 'digest'
  if (isInForm || isInDigest) await holdCard(db, alert.messageId, times.due)
  if (wasDone(alert, act)) return 'done'
  if (act.act === 'reopen') return reopenAlert(db, alert, times)
  if (act.act === 'reason-ended') return endKnownReason(db, alert, times)
  if (hasEnded(alert) && !isVerdict(act)) return act.act === 'opened' ? 'done' : 'over'
  if (act.act === 'passed-on') return passOn(db, scope, alert, act, times)
  await addAct(db, own, act.act, times.at, detailsOf(act))
  if (act.act === 'wrong-data') {
    const { what } = act
    await reportWrongData(db, { alertId: own.alertId, what, at: times.due, today: scope.today })
    // An evaluation follows, which checks it against the data held.
    await hastenJob(db, planJob, times.due)
  }
  if (ends(alert, act)) await endAlert(db, own.alertId, 'closed', times.at)
  await reviseAlertsAbout(db, own.studentId, { by: own.staffId, due: times.due, isInForm })
  return 'done'
}

const detailsOf = (act: Act): ActDetails =>
  act.act === 'known-reason' ? { knownReason: act.reason, until: act.until } : {}

/** What somebody thinks of an alert they may also say when it is over. */
const isVerdict = ({ act }: { act: Act['act'] | AlertAct }): boolean =>
  act === 'useful' || act === 'not-useful'

function ends(alert: StudentAlert, { act }: Act): boolean {
  return act === 'known-reason' || act === 'not-useful' || (act === 'seen' && isGoodNews(alert.reasons))
}

/** Whether the very same was done before, and nothing since that undid it. */
function wasDone(alert: StudentAlert, act: Act): boolean {
  const { own, known, others } = alert
  const acts = own.acts.map((each) => each.act)
  switch (act.act) {
    case 'known-reason':
      return known?.by === own.staffId && known.reason === act.reason && known.until === act.until
    case 'reason-ended':
      return known === undefined
    case 'passed-on':
      return acts.includes('passed-on') && others.some(({ staffId }) => staffId === act.to)
    case 'reopen':
      return !hasEnded(alert)
    case 'useful':
      return own.acts.filter(isVerdict).at(-1)?.act === act.act
    case 'not-useful':
      // One that was opened again is ended by it again.
      return hasEnded(alert) && own.acts.filter(isVerdict).at(-1)?.act === act.act
    default:
      return acts.includes(act.act)
  }
}
