import { counted, type Counted } from '../rights/differencing'
import type { Database } from '../store/store'
import { inParts } from '../store/in-parts'

/** How long an answer is remembered, in milliseconds: a year on, its students are at other levels and in other weeks. */
const memory = 365 * 86_400_000

/** Fits the store's column. */
const longest = 300

/**
 * The populations of which a person was given numbers, the newest first. As a population is kept once however often it
 * is asked for, they are never more than the parts that the person's units have.
 */
export async function answeredPopulations(db: Database, staffId: string, at: Date): Promise<Counted[]> {
  const rows = await db
    .selectFrom('aggregate_answer')
    .select('population')
    .where('staff_id', '=', staffId)
    .where('answered_at', '>=', new Date(at.getTime() - memory).toISOString())
    .orderBy('answered_at', 'desc')
    .orderBy('population')
    .execute()
  return rows.map(({ population }) => counted.parse(JSON.parse(population)))
}

/** Remembers that a person was given numbers of these populations. Nothing is ever forgotten here. */
export async function rememberPopulations(
  db: Database,
  staffId: string,
  populations: readonly Counted[],
  at: Date,
): Promise<void> {
  const answered_at = at.toISOString()
  const rows = await db
    .selectFrom('aggregate_answer')
    .select('population')
    .where('staff_id', '=', staffId)
    .execute()
  const held = new Set(rows.map(({ population }) => population))
  const texts = [...new Set(populations.flatMap(kept))]
  for (const again of inParts(texts.filter((text) => held.has(text)))) {
    await db
      .updateTable('aggregate_answer')
      .set({ answered_at })
      .where('staff_id', '=', staffId)
      .where('population', 'in', again)
      .execute()
  }
  for (const first of inParts(texts.filter((text) => !held.has(text)))) {
    await db
      .insertInto('aggregate_answer')
      .values(first.map((population) => ({ staff_id: staffId, population, answered_at })))
      .execute()
  }
}

/** One text for one population. Of many units, each is kept by itself where the text would be too long: that guards more. */
function kept({ of, level, within }: Counted): string[] {
  const text = JSON.stringify({
    of,
    ...(level === undefined ? {} : { level }),
    ...(within === undefined ? {} : { within }),
  })
  return text.length <= longest || of.length === 1
    ? [text]
    : of.flatMap((one) => kept({ of: [one], level, within }))
}
