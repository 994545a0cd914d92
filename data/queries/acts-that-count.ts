import { sql, type RawBuilder, type SqlBool } from 'kysely'

/** Whether an act is its holder's: what was done before with an alert that was told to another by mistake is nobody's word. */
export const isHoldersAct: RawBuilder<SqlBool> = sql<SqlBool>`(alert.acts_since is null
  or alert_act.acted_at >= alert.acts_since)`
