import type { Configuration } from '../configuration/indicator'

/** One setting that differs, by its path: `weights.canvas`. */
export interface SettingChange {
  setting: string
  present: number
  proposed: number
}

/** The settings that differ between two configurations; their versions aside. */
export function settingsChanged(present: Configuration, proposed: Configuration): SettingChange[] {
  const [before, after] = [settings(present), settings(proposed)]
  return [...before].flatMap(([setting, value]) => {
    const now = after.get(setting)
    return now === undefined || now === value ? [] : [{ setting, present: value, proposed: now }]
  })
}

function settings(values: object, path = ''): Map<string, number> {
  const flat = new Map<string, number>()
  for (const [name, value] of Object.entries(values) as [string, unknown][]) {
    if (typeof value === 'number') flat.set(`${path}${name}`, value)
    else if (typeof value === 'object' && value !== null)
      for (const inner of settings(value, `${path}${name}.`)) flat.set(...inner)
  }
  return flat
}
