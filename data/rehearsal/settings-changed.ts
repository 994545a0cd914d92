/** One setting that differs, by its path: `weights.canvas`. */
export interface SettingChange {
  setting: string
  present: number | boolean
  proposed: number | boolean
}

/** The settings that differ between two configurations, or sets of rules; their versions aside. */
export function settingsChanged<Settings extends object>(
  present: Settings,
  proposed: Settings,
  path = '',
): SettingChange[] {
  const [before, after] = [settings(present, path), settings(proposed, path)]
  return [...before].flatMap(([setting, value]) => {
    const now = after.get(setting)
    return now === undefined || now === value ? [] : [{ setting, present: value, proposed: now }]
  })
}

function settings(values: object, path: string): Map<string, number | boolean> {
  const flat = new Map<string, number | boolean>()
  for (const [name, value] of Object.entries(values) as [string, unknown][]) {
    if (typeof value === 'number' || typeof value === 'boolean') flat.set(`${path}${name}`, value)
    else if (typeof value === 'object' && value !== null)
      for (const inner of settings(value, `${path}${name}.`)) flat.set(...inner)
  }
  return flat
}
