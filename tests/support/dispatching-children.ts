import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import type { AlertSettings } from '../../data/configuration/alerts'
import { putMessage } from '../../data/records/outbox'
import type { Store } from '../../data/store/store'
import { now } from './store'
import type { TeamsConnector } from './teams-connector'

export interface ChildOptions {
  database: string
  secret?: string
  serviceUrl: string
  sending?: Partial<AlertSettings['sending']>
  patience?: number
}

/** Instances that deliver the same outbox, each a process of the built product. */
export class DispatchingChildren {
  private readonly children: ChildProcess[] = []
  output = ''
  kills = 0

  constructor(private readonly options: ChildOptions) {}

  start(): void {
    const given = { patience: 3_000, now: now.toISOString(), ...this.options }
    const file = path.join(__dirname, 'dispatching-child.mjs')
    const child = spawn(process.execPath, [file, JSON.stringify(given)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (this.output += chunk.toString()))
    this.children.push(child)
  }

  /** Kills one of them at once, whatever it is doing, and starts another in its place. */
  killOne(random: () => number = Math.random): void {
    const [victim] = this.children.splice(Math.floor(random() * this.children.length), 1)
    victim?.kill('SIGKILL')
    this.kills += 1
    this.start()
  }

  async stop(): Promise<void> {
    await Promise.all(
      this.children.map(
        (child) =>
          new Promise<void>((resolve) => {
            if (child.exitCode !== null || child.signalCode !== null) {
              resolve()
              return
            }
            child.once('close', () => resolve())
            child.kill('SIGTERM')
          }),
      ),
    )
  }
}

/** Makes people who each tutor one student of the sample, with a chat and a message that waits for them. */
export async function putRecipients(store: Store, count: number, serviceUrl: string): Promise<void> {
  const students = await store.db
    .selectFrom('student')
    .select('student_id')
    .where('status', '=', 'active')
    .orderBy('student_id')
    .execute()
  const ids = Array.from({ length: count }, (_, index) => `r${String(index).padStart(6, '0')}`)
  const studentOf = (index: number): string => students[index % students.length]?.student_id ?? ''
  const at = new Date().toISOString()
  await store.transaction(async (tx) => {
    await tx.insert(
      'staff',
      ['staff_id', 'given_name', 'family_name', 'email', 'entra_object_id', 'gone_on'],
      ids.map((id) => [id, 'Robin', 'Example', `${id}@university.example`, null, null]),
    )
    await tx.insert(
      'assignment',
      [
        'row_key',
        'staff_id',
        'role',
        'scope_code',
        'level',
        'student_id',
        'start_date',
        'end_date',
        'gone_on',
      ],
      ids.map((id, index) => [
        `of ${id}`,
        id,
        'personal-tutor',
        null,
        null,
        studentOf(index),
        '2026-09-21',
        null,
        null,
      ]),
    )
    await tx.insert(
      'conversation_reference',
      [
        'conversation_id',
        'staff_id',
        'channel_user',
        'upn',
        'tenant_id',
        'service_url',
        'app_roles',
        'seen_at',
      ],
      ids.map((id) => [
        `a:${id}`,
        id,
        `29:${id}`,
        `${id}@university.example`,
        'tenant',
        serviceUrl,
        '[]',
        at,
      ]),
    )
    for (const [index, recipient] of ids.entries())
      await putMessage(tx.db, {
        id: `note-${recipient}`,
        kind: 'note',
        payload: { student: studentOf(index) },
        recipient,
        dueAt: new Date(at),
      })
  })
}

/** What became of the messages, by what stands in the chats. */
export async function reckon(store: Store, { chats }: TeamsConnector) {
  const rows = await store.db
    .selectFrom('outbox')
    .select(['id', 'done_at', 'outcome', 'reason', 'unknown_outcomes'])
    .where('kind', '=', 'note')
    .execute()
  const copies = new Map<string, number>()
  for (const { marker } of [...chats.values()].flat()) copies.set(marker, (copies.get(marker) ?? 0) + 1)
  const copiesOf = (id: string): number => copies.get(id) ?? 0
  const twice = rows.filter(({ id }) => copiesOf(id) > 1)
  const failed = rows.filter(({ outcome }) => outcome === 'failed' || outcome === 'dropped')
  return {
    messages: rows.length,
    sent: rows.filter(({ outcome }) => outcome === 'sent').length,
    failed: failed.length,
    reasons: [...new Set(failed.map(({ reason }) => reason))],
    waiting: rows.filter(({ done_at }) => done_at === null).length,
    /** Told as sent, and not there. */
    lost: rows.filter(({ id, outcome }) => outcome === 'sent' && copiesOf(id) === 0).length,
    duplicated: twice.length,
    /** Copies beyond those that the report tells of. */
    unreported: twice.filter(({ id, unknown_outcomes: told }) => copiesOf(id) - 1 > told).length,
    unknownOutcomes: rows.filter(({ unknown_outcomes: told }) => told > 0).length,
  }
}
