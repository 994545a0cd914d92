/** Feeds that are the whole of what they tell of: what a file of them no longer holds has ended. */
export const snapshotFeeds = [
  'organisation',
  'students',
  'staff',
  'assignments',
  'calendar',
  'identities',
] as const
export type SnapshotFeed = (typeof snapshotFeeds)[number]

/** Feeds whose files add to what came before. */
export const activityFeeds = ['attendance', 'canvas', 'library', 'printing', 'activity-day'] as const

/** Every feed, in the order in which a new store takes them. */
export const feedNames = [...snapshotFeeds, ...activityFeeds] as const
export type FeedName = (typeof feedNames)[number]

export function isSnapshotFeed(feed: string): feed is SnapshotFeed {
  return snapshotFeeds.some((each) => each === feed)
}

/** Other systems' own exports, and the feeds that each can fill. */
export const feedFormats = {
  'canvas-data-2': ['canvas'],
  papercut: ['printing'],
  oneroster: ['organisation', 'students', 'staff', 'calendar'],
} as const satisfies Record<string, readonly FeedName[]>
export type FeedFormat = keyof typeof feedFormats

/** Systems that know students by an identifier of their own. */
export const identitySystems = ['canvas', 'login', 'library', 'printing', 'attendance'] as const
export type IdentitySystem = (typeof identitySystems)[number]
