import { alertFrequencies, alertKindNames, type AlertFrequency, type AlertKind } from '../data/domain/alert'
import { actAction } from './acts'
import template from './alert-settings.json'
import { bindCard } from './bind'
import type { Card } from './card'
import { plain } from './plain'
import { suggestion, type Suggestion } from './verbs'

/** How somebody wants their alerts, to be changed. */
export interface AlertSettingsModel {
  /** "Your alerts are on" */
  title: string
  paragraphs: string[]
  /** Absent where they get no alerts about single students. */
  frequency?: AlertFrequency
  /** The kinds that their roles get. */
  kinds: AlertKind[]
  off: readonly AlertKind[]
  suggestions: Suggestion[]
}

export const frequencyNames: Record<AlertFrequency, string> = {
  each: 'One card for each, a few a week; the rest in a weekly digest',
  digest: 'All in one weekly digest',
}

/** Draws the settings. What is chosen is kept by Save, and pausing by a word. */
export function alertSettingsCard(model: AlertSettingsModel): Card {
  const { frequency, kinds, off, suggestions } = model
  const save = actAction('Save', { verb: 'alert-choose', offered: kinds }, 'positive')
  return bindCard(template, {
    title: plain(model.title),
    paragraphs: model.paragraphs.map(plain),
    hasFrequency: frequency !== undefined,
    frequency: frequency ?? '',
    frequencies: alertFrequencies.map((value) => ({ title: frequencyNames[value], value })),
    wanted: kinds.filter((kind) => !off.includes(kind)).join(','),
    kinds: kinds.map((value) => ({ title: kindTitle(value), value })),
    actions: [save, ...suggestions.map(suggestion)].slice(0, 6),
  })
}

/** "A new low band" */
function kindTitle(kind: AlertKind): string {
  const words = alertKindNames[kind]
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}
