import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Kysely, MssqlQueryCompiler } from 'kysely'
import { Table } from 'mssql'
import { ask } from '../../../bot/ask'
import { findToShare } from '../../../bot/share'
import { ingestOulad } from '../../../data/feeds/adapters/oulad'
import { grantScope } from '../../../data/domain/grant-scope'
import { grantDataProtection, grantOperations, grantOperator } from '../../../data/domain/grant-reads'
import { contactsWith } from '../../../data/queries/contacts'
import { lastContacts } from '../../../data/queries/last-contacts'
import { looksAt } from '../../../data/queries/looks-at'
import { trailEntries } from '../../../data/queries/trail-entries'
import { unusualLooks, withName } from '../../../data/queries/unusual-looks'
import { planRetention, runRetention } from '../../../data/rights/retention'
import { buildSample } from '../../../data/sample/build'
import { standardExpectations } from '../../../data/configuration/expectations'
import { loadsWithRejects } from '../../../data/queries/rejects'
import { standardConfiguration } from '../../../data/configuration/indicator'
import { isEvaluationDue } from '../../../data/alerting/evaluation-due'
import { daysFromTo } from '../../../data/domain/day'
import { evaluate } from '../../../data/evaluation/evaluate'
import { resolveCopyOfAlert } from '../../../bot/alerts/sending/resolve-copy'
import type { Scope } from '../../../data/domain/scope'
import { earlierMessages, messageOfAlert } from '../../../data/queries/alert-delivery'
import { alertToPassOn } from '../../../data/queries/alert-receivers'
import { handOver } from '../../../bot/alerts/plan/hand-over'
import { knownReasonOf, studentsWithKnownReason } from '../../../data/queries/known-reasons'
import { listAlerts } from '../../../data/queries/list-alerts'
import { passedFrom } from '../../../data/queries/passed-from'
import type { Look } from '../../../data/records/access-trail'
import { actOnAlert, type Act } from '../../../data/records/alert-acts'
import { alertChoices, chooseAlerts } from '../../../data/records/alert-choices'
import { markTold, markUndelivered, tellAlertBy } from '../../../data/records/alert-changes'
import { contactMade } from '../../../data/records/contact-made'
import { profileSeen } from '../../../data/records/profile-seen'
import { rehearse } from '../../../data/rehearsal/rehearse'
import { scoreWeeks } from '../../../data/scoring/run'
import { holdsMigrations, migrate, requireCurrentSchema } from '../../../data/store/migrate'
import { pauseAlerts, pausedUntil, resumeAlerts } from '../../../data/records/alert-pause'
import { saveContact, withdrawContact } from '../../../data/records/contacts'
import { keepFeedback, readFeedback } from '../../../data/records/feedback'
import {
  blockChat,
  chatById,
  chatsOf,
  forgetChat,
  forgetChatWith,
  newestServiceUrl,
  rememberChat,
  rememberNewChat,
} from '../../../data/records/conversation-references'
import { claimWelcome } from '../../../data/records/conversations'
import { ensureJob, holderOf, never, oldestDueJob, takeJob } from '../../../data/records/jobs'
import { claimMessages, readMessage, reviseMessage } from '../../../data/records/outbox'
import { leaveSlots, renewSlots } from '../../../data/records/send-slots'
import {
  beginSending,
  endMessage,
  giveBack,
  noteArrived,
  noteWithdrawn,
  putOff,
} from '../../../data/records/sending'
import { awaitFeeds } from '../../../data/records/awaited-feeds'
import { noteSeenAgain } from '../../../data/records/loads'
import { pastLoads } from '../../../data/feeds/arrivals/past-loads'
import { noteTrouble, reportWrongData } from '../../../data/records/trouble'
import { alertOrigin } from '../../../data/queries/alert-origin'
import { appRolesSeen } from '../../../data/queries/app-roles-seen'
import { chatsSeen } from '../../../data/queries/chats-seen'
import { deliveries } from '../../../data/queries/deliveries'
import { lastRetention } from '../../../data/queries/last-retention'
import { reachByRole } from '../../../data/queries/reach'
import { allStaffNames, findStaff, staffWithRole } from '../../../data/queries/staff'
import { staffKnown } from '../../../data/queries/staff-known'
import { trailKey } from '../../../data/queries/trail-key'
import { parseUnusualLooks, usualLooks } from '../../../data/records/unusual-looks'
import {
  claimState,
  readState,
  removeState,
  removeStatesOf,
  writeOwnState,
  writeState,
} from '../../../data/rights/protected-state'
import type { Store } from '../../../data/store/store'
import type { Schema } from '../../../data/store/schema'
import { asNobody, setActingStaff } from '../../../data/store/sqlserver/acting-staff'
import { adviceOn } from '../../../data/store/sqlserver/advice'
import { takeClaim } from '../../../data/store/sqlserver/claim'
import { sqlServerDialect } from '../../../data/store/sqlserver/dialect'
import { takeLock } from '../../../data/store/sqlserver/locks'
import { rightsOn } from '../../../data/store/sqlserver/rights'
import { createStage, dropStage } from '../../../data/store/sqlserver/staging'
import { alertsAtWork } from '../../support/alerts-at-work'
import { repository } from '../../support/command'
import { useStore } from '../../support/engines'
import { deliverNow, writeAlert, writeEpisode } from '../../support/alert-cards'
import { lines, useFeedFiles } from '../../support/feed-files'
import { migrationStatements } from '../../support/migration-statements'
import { watchStatements, type Statement } from '../../support/statements'
import { staffMember } from '../../support/alerts'
import { clock, now, temporaryFolder } from '../../support/store'
import { lookAt, verify } from '../../support/trail'
import {
  dozen,
  evaluateOn,
  firstDay,
  lastDay,
  nothing,
  onlyDozen,
  score,
  tellTutor,
  writeDays,
} from '../../support/term'
import { startParser, tsqlFaults } from '../../support/tsql'
import { useUniversity } from '../../support/university'
import { loadUniversity } from '../../support/university-feeds'

const past = '2020-01-01T00:00:00.000Z'

beforeAll(startParser)

describe('the check itself', () => {
  it.each([
    'select * from student limit 5',
    'select * from student order by student_id limit @1',
    'insert or ignore into unit values (1)',
    'insert into unit (unit_code) values (1) on conflict do nothing',
    'update unit set name = 1 returning name',
    'create temp table x as select 1 as one',
    'select a || b from t',
    'select true from t',
    'select count(*) filter (where a = 1) from t',
    'select sum(case when exists (select 1 from u) then 1 else 0 end) from t',
    'select from where',
    'select a from t where ((b)',
  ])('refuses %j', (statement) => {
    expect(tsqlFaults(statement)).not.toEqual([])
  })
})

describe('every statement of the product', () => {
  const store = useUniversity()
  const files = useFeedFiles(store)
  const { store: empty } = useStore()
  const folder = temporaryFolder()
  const watch = watchStatements()
  afterAll(watch.stop)
  const askOf = (staff: string, text: string) =>
    ask(
      store(),
      clock,
      { key: { idOrEmail: staff }, appRoles: ['Engagement.Faculty', 'Engagement.Project'] },
      { text, conversation: { id: 'c', kind: 'personal' } },
    )

  it('is collected from the product at work', async () => {
    await loadUniversity(empty(), folder)
    await migrate(store(), clock)
    await requireCurrentSchema(store())
    await addEntryBeforeChain(store())
    await files.load(
      'canvas',
      lines(
        'student_id,occurred_at,event,course_code',
        '00000001,2026-11-16T09:00:00Z,page-view,A',
        '00000001,2026-11-16T10:00:00Z,submission,A',
        'nobody,2026-11-16T09:00:00Z,page-view,A',
      ),
    )
    await files.load(
      'canvas',
      lines('student_id,occurred_at,event,course_code', '00000001,2026-11-16T11:00:00Z,page-view,A'),
    )
    await files.load(
      'canvas',
      lines('student_id,occurred_at,event,course_code', '00000001,2026-11-16T11:00:00Z,page-view,A'),
    )
    const strict = { ...standardExpectations, fewRows: 0 }
    for (const nobody of ['nobody', 'nobody', 'no one']) {
      const refused = files.load(
        'library',
        lines('student_id,occurred_at,event', `${nobody},2026-11-16,visit`),
        {
          expectations: strict,
        },
      )
      await expect(refused).rejects.toMatchObject({ code: 'too-many-rejects' })
    }
    for (const since of [undefined, '2026-11-01']) {
      expect(await loadsWithRejects(store().db, { since })).not.toEqual([])
    }
    expect(await holdsMigrations(store())).toBe(true)
    await awaitFeeds(store())
    await workByNight(store())
    await files.load('identities', lines('student_id,system,external_id', '00000001,library,card-1'))
    await files.load('library', lines('student_id,occurred_at,event', 'card-1,2026-11-16T09:00:00Z,visit'), {
      identifiedBy: 'library',
    })
    await files.load(
      'attendance',
      lines('student_id,session_id,starts_at,status', '00000001,x,2026-11-16T09:00:00Z,present'),
    )
    await files.load(
      'attendance',
      lines(
        'student_id,session_id,starts_at,status',
        '00000001,w,2026-10-20T09:00:00Z,present',
        '00000001,x,2026-11-17T09:00:00Z,late',
      ),
    )
    const log = files.write(
      'print.log',
      `${['2026-11-16', '9:00 AM', 's', 'p', 'u', 'a', 'c', 'd', '1'].join('\t')}\n`,
    )
    await expect(files.loadFile('printing', log, { format: 'papercut' })).rejects.toMatchObject({
      code: 'nothing-to-do',
    })
    await scoreWeeks(store(), { clock, configuration: standardConfiguration })
    await files.load('printing', lines('student_id,occurred_at,pages', '00000001,2026-11-17T09:00:00Z,3'))
    await scoreWeeks(store(), { clock, configuration: standardConfiguration, from: '2026-09-21' })
    await evaluate(store(), {
      outcomes: [{ studentId: '00000001', outcome: 'positive', knownOn: '2027-06-01' }],
      weeks: [9],
    })
    await rehearse(store(), {
      clock,
      present: standardConfiguration,
      proposed: standardConfiguration,
      weeks: 1,
    })
    const asked = { clock, appRoles: ['Engagement.School', 'Engagement.Faculty'] }
    for (const staff of ['T1', 'L1', 'D1']) {
      for (const text of [
        'show low-engagement tutees',
        'how is 00000001 doing',
        'show Computer Science level 4',
        'low library students in the last 4 weeks',
        'students with no activity for 14 days',
        'no attendance for 7 days',
        'who has not handed in for 14 days',
        'falling canvas students by trend',
        'trend of 00000001 in the library',
        'summarise my students by source',
        'summarise my students by week',
        'what can I see',
        'is the data up to date',
      ]) {
        await ask(
          store(),
          clock,
          { key: { idOrEmail: staff }, appRoles: asked.appRoles },
          { text, conversation: { id: 'c', kind: 'personal' } },
        )
      }
    }
    const searched = await findToShare(
      store(),
      clock,
      { key: { idOrEmail: 'T1' }, appRoles: [] },
      { text: 'exam', conversation: { id: 'c', kind: 'group' }, limits: usualLooks },
    )
    expect(searched.students).not.toEqual([])
    await files.load(
      'staff',
      lines(
        'staff_id,given_name,family_name,email,entra_object_id',
        'T1,Tess,Tutor,t1@university.example,',
        'V1,Vi,Vice,v1@university.example,',
      ),
    )
    await files.load(
      'assignments',
      lines(
        'staff_id,role,scope_code,level,student_id,start_date,end_date',
        'V1,faculty-pvc,SCI,,,2026-09-21,',
        'T1,level-tutor,CSC,4,,2026-09-21,',
        'T1,elt,,,,2026-09-21,',
        'T1,elt,,nine,,2026-09-21,',
      ),
    )
    await ask(
      store(),
      clock,
      { key: { entraObjectId: 'x' }, appRoles: [] },
      { text: 'hello', conversation: { id: 'c', kind: 'personal' } },
    )
    for (const staff of ['V1', 'T1']) {
      await ask(
        store(),
        clock,
        { key: { idOrEmail: staff }, appRoles: [...asked.appRoles, 'Engagement.Institution'] },
        { text: 'who is in the low band', conversation: { id: 'c', kind: 'personal' } },
      )
    }
    await files.load(
      'assignments',
      lines(
        'staff_id,role,scope_code,level,student_id,start_date,end_date',
        'V1,faculty-pvc,SCI,,,2026-09-21,',
        'T1,project-staff,PRJ,,00000001,2026-09-21,',
      ),
    )
    const { answer: cohort } = await askOf('T1', 'list students of PRJ')
    await askOf('T1', `show ${cohort.students[0] ?? ''}`)
    for (const text of ['summarise my students by programme', 'summarise my students', 'summarise level 4']) {
      await askOf('V1', text)
    }
    const remembered = await store().db.selectFrom('aggregate_answer').selectAll().execute()
    expect(remembered).toHaveLength(1)
    await expect(ingestOulad(store(), 'nowhere', { clock })).rejects.toMatchObject({ code: 'nothing-to-do' })
    await claimWelcome(store(), 'chat', now)
    const chat = {
      conversationId: 'chat',
      staffId: 'T1',
      channelUser: '29:t1',
      entraObjectId: 'e',
      upn: (await findStaff(store(), { idOrEmail: 'T1' }))?.email,
      tenantId: 't',
      serviceUrl: 's',
      appRoles: [],
    }
    await rememberChat(store(), chat, now)
    await rememberChat(store(), { ...chat, appRoles: ['Engagement.School'] }, now)
    expect(await chatsOf(store(), 'T1')).toHaveLength(1)
    expect(await staffWithRole(store(), 'project-staff', '2026-11-24')).toHaveLength(1)
    expect(await allStaffNames(store())).not.toEqual([])
    expect(await staffKnown(store())).toMatchObject({ twice: 0 })
    expect(await appRolesSeen(store(), '2026-11-24')).not.toEqual([])
    expect(await chatsSeen(store())).toMatchObject({ serviceUrls: ['s'] })
    expect(await lastRetention(store())).toBeUndefined()
    await ensureJob(store(), 'a-job', now)
    expect(await oldestDueJob(store().db, now)).toEqual(now)
    const state = { kind: 'sign-in', person: 'T1', of: [] } as const
    const expiresAt = new Date(now.getTime() + 60_000)
    await writeState(store(), state, { a: 1 }, { now, expiresAt })
    expect(await readState(store(), state, now)).toEqual({ a: 1 })
    expect(await claimState(store(), state, { now, expiresAt })).toBe(false)
    await writeOwnState(store(), state, { a: 2 }, expiresAt)
    await removeState(store(), state)
    await removeStatesOf(store(), 'sign-in', 'T1')
    await lookAt(store(), {
      limits: { hour: 0, day: 0 },
      at: new Date(Date.UTC(2020, 1)),
      students: ['00000001'],
    })
    const [alert] = await claimMessages(store(), { by: 'here', now: new Date('2030-01-01'), most: 9 })
    expect(alert?.kind).toBe('unusual-looks')
    await withName(store(), grantDataProtection('T1'), parseUnusualLooks(alert?.payload ?? ''))
    await deliverOne(store(), alert?.id ?? '')
    const granted = grantOperator()
    const [from, to] = [new Date(0), new Date(Date.UTC(2100, 1))]
    await trailEntries(store(), granted, { staffId: 'S1', studentId: '00000001', from, to, limit: 5 })
    expect(await unusualLooks(store(), granted, from)).toHaveLength(1)
    await unusualLooks(store(), grantDataProtection('T1'), from)
    await writeInChat(store())
    await evaluateRules(store())
    const { head } = await verify(store())
    expect(await trailKey(store())).toMatchObject({ state: 'agrees' })
    const position = 1
    expect((await verify(store(), { position, seal: head?.seal ?? '' })).faults).toHaveLength(1)
    await alertsAtWork(store())
    await addOldRows(store())
    await planRetention(store(), granted, to)
    await runRetention(store(), granted, to)
    await expect(buildSample(store(), { now, seed: 1 })).rejects.toMatchObject({ code: 'nothing-to-do' })
    expect(watch.statements.length).toBeGreaterThan(200)
  })

  it('is reached: no file that makes statements is left out', () => {
    const reached = new Set(watch.statements.flatMap(({ files }) => files))
    const making = filesUnder('data')
      .filter((file) => !file.startsWith('data/store/sql'))
      .filter((file) =>
        /await .*\.execute(TakeFirst)?\(|^\s+\.execute(TakeFirst)?\(/mu.test(
          readFileSync(path.join(repository, file), 'utf8'),
        ),
      )
    expect(making.length).toBeGreaterThan(15)
    // What the sample alone writes is two settings; the sample as a whole is built on both engines elsewhere.
    expect(making.filter((file) => !reached.has(file) && file !== 'data/sample/build.ts')).toEqual([])
  })

  it('compiles for SQL Server and parses as T-SQL', () => {
    const compiler = new MssqlQueryCompiler()
    const texts = portable(watch.statements).map(
      ({ node, compiled: { queryId } }) => compiler.compileQuery(node, queryId).sql,
    )
    const different = [...new Set(texts)]
    expect(different.length).toBeGreaterThan(60)
    for (const text of different) expect({ text, faults: tsqlFaults(text) }).toEqual({ text, faults: [] })
  })
})

/** One process at a time, which knows what was read before. */
async function workByNight(store: Store): Promise<void> {
  const [by, until] = ['here', new Date(now.getTime() + 60_000)]
  await ensureJob(store, 'nightly', never)
  expect(await takeJob(store, 'nightly', { by, now, until })).toBe(true)
  expect(await takeJob(store, 'nightly', { by: 'there', now, until })).toBe(false)
  expect(await holderOf(store.db, 'nightly', now)).toEqual({ by, until: until.toISOString() })
  expect(await takeJob(store, 'nightly', { by: 'there', now, until, from: by })).toBe(true)
  const [load] = await pastLoads(store.db, 'canvas')
  const as = { files: ['canvas.csv'], place: 'there' }
  await store.transaction(({ db }) => noteSeenAgain(db, load?.loadId ?? 0, now, as))
  expect(await pastLoads(store.db, 'canvas')).toMatchObject([{ names: 'there/canvas.csv' }, {}])
}

/** A message's way out, with all that can befall it. */
async function deliverOne(store: Store, id: string): Promise<void> {
  const [own, chat] = [
    { id, by: 'here' },
    { conversationId: 'chat', freeAt: now },
  ]
  const beginning = { conversationId: 'chat', now, holdChatUntil: now, posts: true }
  expect(await beginSending(store, own, beginning)).toBe('begun')
  await putOff(store, own, { dueAt: now, reason: 'http-503', triedAt: now, chat })
  await claimMessages(store, { by: 'here', now: new Date('2030-01-01'), most: 9 })
  await giveBack(store, own)
  await claimMessages(store, { by: 'here', now: new Date('2030-01-01'), most: 9 })
  await putOff(store, own, { dueAt: now, reason: null, unknown: true })
  await claimMessages(store, { by: 'here', now: new Date('2030-01-01'), most: 9 })
  expect(await endMessage(store, own, { outcome: 'sent', activityId: 'm1', at: now, chat })).toBe(true)
  await store.transaction(async ({ db }) => {
    await reviseMessage(db, id, now)
    await reviseMessage(db, id, now)
    await noteWithdrawn(db, id, 'over')
    await noteArrived(db, { id, activityId: 'm2', at: now, wasOpen: true })
    await blockChat(db, 'chat', { at: now, reason: 'MessageWritesBlocked' })
    await noteTrouble(
      db,
      { kind: 'feed-trouble', about: 'library', recipient: 'T1' },
      { isWell: false, at: now },
    )
    await reportWrongData(db, { alertId: 'a', what: 'work', at: now, today: '2026-11-24' })
  })
  await endMessage(store, own, { outcome: 'dropped', at: now })
  expect(await readMessage(store.db, id)).toMatchObject({ activityId: 'm2', outcome: 'sent' })
  const renewal = { by: 'here', rate: 2, inUse: new Set<number>(), until: now, isAlive: () => false }
  for (const rate of [3, 2]) await renewSlots(store, { ...renewal, rate })
  await renewSlots(store, { ...renewal, by: 'there' })
  await leaveSlots(store, 'there')
  const where = { conversationId: 'new', tenantId: 't', serviceUrl: 's' }
  const place = { ...where, staffId: 'T1', channelUser: '', entraObjectId: 'e' }
  for (const each of [place, place]) await rememberNewChat(store, each, now)
  expect(await newestServiceUrl(store)).toBe('s')
  expect(await chatById(store, 'new')).toMatchObject(place)
  await forgetChatWith(store, place)
  expect(await chatById(store, 'new')).toBeUndefined()
  await store.transaction(({ db }) => forgetChat(db, 'new'))
  const grant = grantOperations('T1')
  expect(await deliveries(store, grant, { since: new Date(0), now })).toMatchObject({ outcomes: { sent: 1 } })
  await reachByRole(store, grant, '2026-11-24')
  await alertOrigin(store, grant, 'a')
}

/** What people write down in the chat, and what they read of it. */
async function writeInChat(store: Store): Promise<void> {
  const populations = [{ kind: 'programme', code: 'CSC' } as const]
  const scope = grantScope({
    staffId: 'T1',
    role: 'programme-leader',
    detail: 'full',
    populations,
    today: '2026-11-24',
  })
  const look = { intent: 'x', question: '{}', conversation: 'c', at: now, limits: { hour: 9, day: 9 } }
  const fields = { channel: 'call', happenedOn: '2026-11-24', note: null, followUpOn: null } as const
  const change = { contactId: 'a', version: 0, at: now, studentId: '00000001', fields }
  expect(await saveContact(store, scope, change, look)).toMatchObject({ outcome: 'done' })
  expect(await lastContacts(store.db, scope)).toEqual(new Map([['00000001', '2026-11-24']]))
  const part = { offset: 0, count: 5 }
  expect(await contactsWith(store, scope, '00000001', part, look)).toMatchObject({ total: 1 })
  expect(await withdrawContact(store, scope, { ...change, version: 1 }, look)).toMatchObject({
    outcome: 'done',
  })
  expect((await looksAt(store, scope, '00000001', new Date(0), look))?.lookers).not.toEqual([])
  await pauseAlerts(store, 'T1', { until: '2026-12-01' }, now)
  expect(await pausedUntil(store.db, 'T1', '2026-11-24')).toEqual({ until: '2026-12-01' })
  await resumeAlerts(store, 'T1')
  await actOnAlerts(store, scope, look)
  await keepFeedback(store, { id: 'f', given_at: past, staff_id: 'T1', text: 'x', about: null })
  expect(await readFeedback(store, grantOperator(), new Date(0))).toHaveLength(1)
}

/** A student falls silent, somebody is told, the student is seen again, and then was not after all. */
async function evaluateRules(store: Store): Promise<void> {
  const [one = ''] = dozen
  await onlyDozen(store)
  await writeDays(store, daysFromTo(firstDay, lastDay), (id, day) =>
    id === one && day >= '2026-10-12' && day <= '2026-11-13' ? nothing : undefined,
  )
  await score(store, lastDay)
  const { opened } = await evaluateOn(store, '2026-10-26')
  expect(opened.length).toBeGreaterThan(2)
  await tellTutor(store, one, opened)
  await writeDays(store, ['2026-10-26'], () => ({ canvas: true }), [one])
  expect((await evaluateOn(store, '2026-10-27')).closed).toHaveLength(1)
  await writeDays(store, ['2026-10-26'], () => nothing, [one])
  expect((await evaluateOn(store, '2026-10-27')).reopened).toHaveLength(1)
  await isEvaluationDue(store, clock)
}

/** Alerts, and what is done with them. */
async function actOnAlerts(store: Store, scope: Scope, look: Look): Promise<void> {
  await setPosts(store)
  const episodes = [await writeEpisode(store, '00000001')]
  const to = { staffId: 'T1', studentId: '00000001', episodes }
  const alertId = await writeAlert(store, to)
  expect(await deliverNow(store, alertId)).toEqual({ drop: 'out-of-scope' })
  await store.db.updateTable('alert').set({ state: 'waiting', ended_at: null }).execute()
  await profileSeen(store, scope, '00000001', { at: now, due: now })
  const act = (does: Act) => actOnAlert(store, scope, { ...does, alertId, at: now }, look)
  for (const each of [{ act: 'opened' }, { act: 'seen' }, { act: 'wrong-data', what: 'work' }] as const)
    expect(await act(each)).toMatchObject({ outcome: 'done' })
  expect(await act({ act: 'known-reason', reason: 'placement', until: '2026-12-01' })).toMatchObject({
    alert: { state: 'closed' },
  })
  expect(await studentsWithKnownReason(store.db, '2026-11-24')).toEqual(new Set())
  expect(await knownReasonOf(store.db, '00000001', '2026-11-24')).toMatchObject({ by: 'T1', holds: false })
  await staffMember(store, 'T1', { role: 'personal-tutor', student: '00000001' })
  expect(await studentsWithKnownReason(store.db, '2026-11-24')).toEqual(new Set(['00000001']))
  expect(await act({ act: 'reason-ended' })).toMatchObject({ alert: { state: 'told' } })
  expect(await act({ act: 'not-useful' })).toMatchObject({ alert: { state: 'closed' } })
  expect(await act({ act: 'reopen' })).toMatchObject({ alert: { state: 'told' } })
  expect(await alertToPassOn(store, scope, alertId, look)).toMatchObject({ receivers: [{ staffId: 'L1' }] })
  expect(await act({ act: 'passed-on', to: 'L1', give: handOver({ store, clock }) })).toMatchObject({
    outcome: 'done',
  })
  expect(await passedFrom(store.db, alertId)).toMatchObject({ because: 'unreached' })
  const list = { offset: 0, count: 5, since: past }
  expect(await listAlerts(store, scope, list, look)).toMatchObject({ total: 1 })
  expect(await messageOfAlert(store.db, alertId)).toMatchObject({ messageId: alertId })
  await store.transaction(async ({ db }) => {
    await markTold(db, alertId, now)
    await markUndelivered(db, alertId, now)
    await tellAlertBy(db, alertId, alertId, 'x')
    expect(await earlierMessages(db, alertId, 'x')).toEqual([])
    await contactMade(db, to, { at: now, due: now })
  })
  await resolveCopyOfAlert(store, { alertId, activityId: 'a', conversationId: 'c' })
  for (const frequency of ['digest', 'each'] as const) await chooseAlerts(store, 'T1', { frequency }, now)
  expect(await alertChoices(store.db, 'T1')).toEqual({ frequency: 'each', off: [] })
}

/** Somebody above, to whom an alert can be passed on. */
async function setPosts({ db }: Store): Promise<void> {
  await db.updateTable('staff').set({ gone_on: null }).where('staff_id', '=', 'L1').execute()
  const ended = db.updateTable('assignment').set({ gone_on: null, end_date: null })
  await ended.where('staff_id', '=', 'L1').execute()
}

/** Rows that retention removes by their keys. */
async function addOldRows({ db }: Store): Promise<void> {
  await db
    .insertInto('protected_state')
    .values({ state_key: 'x', person_key: 'p', expires_at: past, sealed: 'x' })
    .execute()
  await db
    .insertInto('aggregate_answer')
    .values({ staff_id: 'x', population: 'x', answered_at: past })
    .execute()
}

/** What an earlier version wrote. */
async function addEntryBeforeChain({ db }: Store): Promise<void> {
  await db
    .insertInto('access_entry')
    .values({
      entry_id: 'old',
      occurred_at: past,
      staff_id: 'x',
      role: 'elt',
      detail: 'full',
      intent: 'x',
      conversation: 'x',
    })
    .execute()
}

/** The statements of SQLite's own store and of its migrations have counterparts, see below. */
function portable(statements: readonly Statement[]): Statement[] {
  return statements.filter(
    ({ files, compiled }) =>
      files[0] !== 'data/store/sqlite.ts' &&
      !(files[0] === 'data/store/migrate.ts' && compiled.parameters.length === 0),
  )
}

it('the statements of the SQL Server store alone parse as T-SQL', async () => {
  const sent: string[] = []
  const empty = Object.assign([], { columns: {}, toTable: () => new Table() })
  const db = new Kysely<Schema>({
    dialect: sqlServerDialect(({ sql }) => {
      sent.push(sql)
      return Promise.resolve({ recordset: empty, recordsets: [empty], rowsAffected: [0], output: {} })
    }),
  })
  await setActingStaff(db, 's1')
  await adviceOn(db)
  await rightsOn(db)
  await createStage(db, 'student', '#staged_student')
  await dropStage(db, '#staged_student')
  await takeClaim(db, { table: 'outbox', by: 'a', now, until: now, most: 5 })
  await expect(takeLock(db, 'schema')).rejects.toMatchObject({ code: 'store-failed' })
  sent.push(asNobody({ sql: 'select 1 as one' }).sql)
  expect(sent).toHaveLength(10)
  for (const text of sent) expect({ text, faults: tsqlFaults(text) }).toEqual({ text, faults: [] })
})

describe('the migrations for SQL Server', () => {
  const files = readdirSync(path.join(repository, 'data', 'migrations')).filter((file) =>
    file.endsWith('.sqlserver.sql'),
  )

  it.each(files)('%s parses as T-SQL, what it builds up as text included', (file) => {
    const text = readFileSync(path.join(repository, 'data', 'migrations', file), 'utf8')
    for (const statement of migrationStatements(text)) {
      expect({ statement, faults: tsqlFaults(statement) }).toEqual({ statement, faults: [] })
    }
  })

  it('stand beside those for SQLite, one for one', () => {
    const names = (engine: string): string[] =>
      readdirSync(path.join(repository, 'data', 'migrations'))
        .filter((file) => file.endsWith(`.${engine}.sql`))
        .map((file) => file.replace(`.${engine}.sql`, ''))
    expect(names('sqlserver')).toEqual(names('sqlite'))
  })
})

function filesUnder(folder: string): string[] {
  return readdirSync(path.join(repository, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.ts'))
}
