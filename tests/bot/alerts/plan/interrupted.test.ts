import fc from 'fast-check'
import { planAlerts } from '../../../../bot/alerts/plan/plan'
import { nextWorkingTime } from '../../../../bot/alerts/working-time'
import { dayOf, weekStart } from '../../../../data/domain/day'
import { recipientsOf } from '../../../../data/queries/alert-recipients'
import { alertWishes } from '../../../../data/queries/alert-wishes'
import { studentsWithKnownReason } from '../../../../data/queries/known-reasons'
import { pauseAlerts, resumeAlerts } from '../../../../data/records/alert-pause'
import type { Store } from '../../../../data/store/store'
import {
  actOn,
  alertsIn,
  changeEpisode,
  choose,
  deliver,
  episode,
  evaluatedOn,
  messagesIn,
  staffMember,
} from '../../../support/alerts'
import { useUniversity } from '../../../support/university'

const store = useUniversity()
const start = new Date('2026-11-10T09:00:00Z')
const students = ['00000001', '00000002', '00000021', '00000031', '00000041'] as const
const people = ['T1', 'T2', 'LT', 'L1'] as const
const rules = ['newly-low', 'silent', 'missed-sessions'] as const

const oneOf = <T>(values: readonly T[]) => fc.constantFrom(...values)
const change = fc.oneof(
  fc.record({
    kind: fc.constant('open' as const),
    student: oneOf(students),
    rule: oneOf(rules),
    level: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({ kind: oneOf(['closed', 'corrected', 'worsened', 'reopened'] as const), which: fc.nat(20) }),
  fc.record({
    kind: fc.constant('act' as const),
    which: fc.nat(20),
    act: oneOf(['opened', 'seen', 'known-reason', 'reason-ended'] as const),
  }),
  fc.record({ kind: oneOf(['pause', 'resume', 'leave'] as const), who: oneOf(people) }),
  fc.record({ kind: fc.constant('off' as const), who: oneOf(people), off: fc.subarray([...rules]) }),
  fc.record({ kind: fc.constant('deliver' as const), to: fc.subarray([...people]) }),
)
/** What happens, then a round so many hours later, cut off in one of its transactions before or after that lands. */
const turn = fc.record({
  changes: fc.array(change, { maxLength: 4 }),
  hours: fc.integer({ min: 1, max: 60 }),
  cutOff: fc.option(fc.record({ at: fc.integer({ min: 1, max: 7 }), lands: fc.boolean() })),
})
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never

/** A store whose process is killed in its nth transaction. */
function killedIn(whole: Store, { at, lands }: { at: number; lands: boolean }): Store {
  let count = 0
  return {
    ...whole,
    transaction: (work, options) => {
      count += 1
      if (count !== at) return whole.transaction(work, options)
      if (lands) return whole.transaction(work, options).then(() => Promise.reject(new Error('killed')))
      return whole.transaction(async (tx) => {
        await work(tx)
        throw new Error('killed')
      }, options)
    },
  }
}

async function happen(what: Change, now: Date): Promise<void> {
  const whole = store()
  const all = await whole.db.selectFrom('alert_episode').selectAll().orderBy('episode_id').execute()
  const open = all.filter(({ state }) => state === 'open')
  const alerts = await alertsIn(whole)
  switch (what.kind) {
    case 'open': {
      const { student, rule, level } = what
      const isOpen = open.some(({ student_id, rule_code }) => student_id === student && rule_code === rule)
      if (!isOpen) await episode(whole, { student, rule, level, openedOn: dayOf(now) })
      return
    }
    case 'act': {
      const { alert_id: alert, staff_id: staff } = alerts[what.which % Math.max(alerts.length, 1)] ?? {}
      if (alert === undefined || staff === undefined) return
      return actOn(whole, { alert, staff, act: what.act, at: now, until: '2026-12-01' })
    }
    case 'pause':
      return pauseAlerts(whole, what.who, { until: null }, now)
    case 'resume':
      return resumeAlerts(whole, what.who)
    case 'off':
      return choose(whole, what.who, { off: what.off })
    case 'leave':
      await whole.db
        .updateTable('assignment')
        .set({ gone_on: dayOf(now) })
        .where('staff_id', '=', what.who)
        .execute()
      return
    case 'deliver':
      return deliver(whole, now, (staff) => what.to.some((each) => each === staff))
    default: {
      const key = ({ student_id, rule_code }: (typeof all)[number]) => `${student_id} ${rule_code}`
      const isOpen = new Set(open.map(key))
      const over = all.filter((each) => each.state !== 'open' && !isOpen.has(key(each)))
      const some = what.kind === 'reopened' ? over : open
      const found = some[what.which % Math.max(some.length, 1)]
      if (found) await changeEpisode(whole, found.episode_id, what.kind, now)
    }
  }
}

async function fromTheStart(): Promise<void> {
  const { db } = store()
  for (const table of ['alert_act', 'alert_reason'] as const) await db.deleteFrom(table).execute()
  await db.updateTable('alert').set({ passed_from: null }).execute()
  for (const table of [
    'alert',
    'alert_episode',
    'alert_evaluation',
    'alert_choice',
    'alert_preference',
    'outbox',
  ] as const)
    await db.deleteFrom(table).execute()
  await db.deleteFrom('assignment').execute()
  await evaluatedOn(store(), '2026-10-01')
  await staffMember(
    store(),
    'T1',
    ...students.slice(0, 3).map((student) => ({ role: 'personal-tutor' as const, student })),
  )
  await staffMember(store(), 'T2', { role: 'personal-tutor', student: students[0] })
  await staffMember(store(), 'LT', { role: 'level-tutor', unit: 'CSC', level: 4 })
  await staffMember(store(), 'L1', { role: 'programme-leader', unit: 'CSC' })
  // Nobody's students are theirs.
  await staffMember(store(), 'XX', { role: 'programme-leader', unit: 'ANC' })
  await staffMember(store(), 'YY', { role: 'elt' })
}

async function expectWhole(now: Date): Promise<void> {
  const { db, settings } = store()
  const alerts = await alertsIn(store())
  const messages = new Map((await messagesIn(store())).map((message) => [message.id, message]))
  const again = new Set(
    (await db.selectFrom('alert_episode').selectAll().execute())
      .filter(({ last_change, opened_on, changed_on }) => last_change !== 'opened' || changed_on > opened_on)
      .map(({ episode_id }) => episode_id),
  )
  const heard = (of: typeof alerts) =>
    of.flatMap(({ staff_id, episodes }) => episodes.map((each) => `${staff_id} ${each}`))
  const live = heard(alerts.filter(({ ended_at }) => ended_at === null))
  expect(new Set(live).size).toBe(live.length)
  // What was never the case, or is so again, may be told anew.
  const told = heard(alerts.filter(({ told_at }) => told_at !== null))
  const once = told.filter((each) => !again.has(each.split(' ')[1] ?? ''))
  expect(new Set(once).size).toBe(once.length)
  const perWeek = new Map<string, number>()
  for (const { staff_id, made_at, told_in } of alerts) {
    expect(people).toContain(staff_id)
    const key = `${staff_id} ${weekStart(dayOf(nextWorkingTime(new Date(made_at), settings.alerts)))}`
    if (told_in === 'card') perWeek.set(key, (perWeek.get(key) ?? 0) + 1)
  }
  expect(Math.max(0, ...perWeek.values())).toBeLessThanOrEqual(2)
  const wishes = await alertWishes(db, dayOf(now))
  const known = await studentsWithKnownReason(db, dayOf(now))
  for (const { state, ended_at, staff_id, student_id, message_id, told_in } of alerts) {
    if (state !== 'waiting' || ended_at !== null) continue
    const isHeld = wishes(staff_id).isPaused || known.has(student_id)
    if (told_in === 'card' || !isHeld) expect(messages.get(message_id ?? '')).toMatchObject({ done_at: null })
  }
  const open = await db
    .selectFrom('alert_episode')
    .innerJoin('student', 'student.student_id', 'alert_episode.student_id')
    .where('alert_episode.state', '=', 'open')
    .where('alert_episode.level', '>=', 2)
    .select(['episode_id', 'student.student_id', 'student.level', 'rule_code'])
    .select('student.programme_code')
    .execute()
  for (const { episode_id, student_id, rule_code, programme_code, level } of open) {
    const chain = await recipientsOf(db, { student_id, programme_code, level }, dayOf(now))
    const willing = chain.some(({ staffId }) => !wishes(staffId).off.includes(rule_code))
    if (!willing || known.has(student_id)) continue
    const told = alerts.filter(
      ({ episodes, told_at, ended_at }) =>
        episodes.includes(episode_id) && (told_at !== null || ended_at === null),
    )
    expect({ episode_id, told: told.length > 0 }).toEqual({ episode_id, told: true })
  }
}

it('whatever happens, whenever a round is cut off, the next goes on from there: nothing is lost, nothing comes twice', async () => {
  const small = { ...store().settings, alerts: { ...store().settings.alerts, cardsPerPersonAndWeek: 2 } }
  await fc.assert(
    fc.asyncProperty(fc.array(turn, { minLength: 2, maxLength: 8 }), async (turns) => {
      await fromTheStart()
      let now = start
      for (const { changes, hours, cutOff } of turns) {
        now = new Date(now.getTime() + hours * 3_600_000)
        for (const what of changes) await happen(what, now)
        const at = now
        const whole = { ...store(), settings: small }
        const planning = { store: cutOff ? killedIn(whole, cutOff) : whole, clock: () => at }
        await planAlerts(planning).catch((error: unknown) => {
          expect(error).toEqual(new Error('killed'))
        })
      }
      await Promise.all(
        [1, 2].map(() => planAlerts({ store: { ...store(), settings: small }, clock: () => now })),
      )
      await expectWhole(now)
    }),
    { numRuns: 60, seed: 20_261_124 },
  )
}, 300_000)
