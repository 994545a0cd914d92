import { EngagementError } from '../domain/errors'

/** The refusal of a connection: what is wrong with it, never a value. */
export function unusable(what: string, cause?: unknown): EngagementError {
  return new EngagementError(
    'configuration',
    `ENGAGEMENT_DATABASE is no usable SQL Server connection: ${what}.`,
    cause === undefined ? {} : { cause },
  )
}

/** The refusal of a text that names no store of any kind. */
export function noStore(): EngagementError {
  return new EngagementError(
    'configuration',
    "ENGAGEMENT_DATABASE must be 'sqlite:<path>', a SQL Server connection string ('Server=…;Database=…') or an 'mssql://' URL.",
  )
}

/** The refusal of a path of Windows on another system, where it would make a file of that name in the current folder. */
export function windowsPath(): EngagementError {
  return new EngagementError(
    'configuration',
    'ENGAGEMENT_DATABASE names a path of Windows, and this is not Windows: give one such as sqlite:/srv/engagement/engagement.db.',
  )
}
