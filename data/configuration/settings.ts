import { z, ZodError } from 'zod'
import { completeAlertSettings, standardAlertSettings, type AlertSettings } from './alerts'
import { completeExpectations, standardExpectations, type Expectations } from './expectations'
import { completeConfiguration, standardConfiguration, type Configuration } from './indicator'
import { parseLoadRules, standardLoadRules, type LoadRules } from './loads'

/** What a university may set: one file, `ENGAGEMENT_CONFIGURATION`. */
export interface Settings {
  /** Weights, thresholds and windows of the indicator. */
  indicator: Configuration
  /** What is expected of the feeds. */
  feeds: Expectations
  /** What staff are told unasked. */
  alerts: AlertSettings
  /** Which files are loaded as which feed, where their names do not say so. */
  loads: LoadRules
}

export const standardSettings: Settings = {
  indicator: standardConfiguration,
  feeds: standardExpectations,
  alerts: standardAlertSettings,
  loads: standardLoadRules,
}

const section = z.record(z.unknown()).default({})
const file = z
  .object({ indicator: section, feeds: section, alerts: section, loads: z.unknown().default([]) })
  .strict()

/**
 * Reads the text of a configuration file: JSON with the sections `indicator`, `feeds` and `alerts`, of each the values that differ
 * from standard.json, and the list `loads`.
 *
 * @throws Error that says what is wrong, never a value
 */
export function parseSettings(text: string): Settings {
  const sections = file.parse(parseJson(text))
  const feeds = inSection('feeds', () => completeExpectations(sections.feeds))
  return {
    indicator: inSection('indicator', () => completeConfiguration(sections.indicator, feeds)),
    feeds,
    alerts: inSection('alerts', () => completeAlertSettings(sections.alerts)),
    loads: inSection('loads', () => parseLoadRules(sections.loads)),
  }
}

/** With the section's name before the path of what is wrong. */
function inSection<Values>(name: string, parse: () => Values): Values {
  try {
    return parse()
  } catch (cause) {
    if (!(cause instanceof ZodError)) throw cause
    throw new ZodError(cause.issues.map((issue) => ({ ...issue, path: [name, ...issue.path] })))
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Error('it is not JSON', { cause })
  }
}
