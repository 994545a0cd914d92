import type { Settings } from '../../data/configuration/settings'

/** The settings where the bot is tried out, in the Playground: at whatever hour, and without a first week of digests. */
export function onTrial(settings: Settings): Settings {
  const alerts: Settings['alerts'] = {
    ...settings.alerts,
    digestsOnlyDays: 0,
    workingHours: { from: 0, to: 24 },
    workingDays: [1, 2, 3, 4, 5, 6, 7],
    bankHolidays: 'none',
    closedDays: [],
  }
  return { ...settings, alerts }
}
