import type { Database } from '../store/store'

/**
 * Facts about a store as a whole. `sample-now`: the instant at which its sample university lives; `sample-building`: the same
 * while it is not whole yet; `secret`: what an embedded store's keys are derived from where none is configured; `awaited-feeds`:
 * what a restored store must load before it shows anything.
 */
export type SettingName = 'sample-now' | 'sample-building' | 'secret' | 'awaited-feeds'

export async function readSetting(db: Database, name: SettingName): Promise<string | undefined> {
  const row = await db.selectFrom('store_setting').select('value').where('name', '=', name).executeTakeFirst()
  return row?.value
}

export async function writeSetting(db: Database, name: SettingName, value: string): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('store_setting')
    .set({ value })
    .where('name', '=', name)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) await db.insertInto('store_setting').values({ name, value }).execute()
}

export async function removeSetting(db: Database, name: SettingName): Promise<void> {
  await db.deleteFrom('store_setting').where('name', '=', name).execute()
}
