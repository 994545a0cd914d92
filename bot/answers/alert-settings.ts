import type { ActOf } from '../../cards/acts'
import { alertSettingsCard, frequencyNames } from '../../cards/alert-settings'
import {
  alertFrequencies,
  alertKindNames,
  alertKinds,
  type AlertFrequency,
  type AlertKind,
} from '../../data/domain/alert'
import { alertChoices, chooseAlerts, type AlertChoices } from '../../data/records/alert-choices'
import { pausedUntil, type AlertPause } from '../../data/records/alert-pause'
import { dataProtectionGrant } from '../access/data-protection'
import { getsAlerts, getsInstead, kindsFor } from './alert-roles'
import { asNobody, type Answer, type Asking } from './answer'
import { dayWithYear } from './contact-words'
import { messageAnswer } from './message'
import { plural } from './phrases'
import type { Suggestion } from '../../cards/verbs'

/** How somebody's alerts come, to be changed on the card; said is what has just been changed, or is asked. */
export async function alertSettings(asking: Asking, said?: 'saved' | 'until-when'): Promise<Answer> {
  const { store, access } = asking
  const { staff_id } = access.staff
  const [pause, choices] = await store.readAs(staff_id, async (db) => [
    await pausedUntil(db, staff_id, access.today),
    await alertChoices(db, staff_id),
  ])
  const kinds = kindsFor(access)
  const title = titleOf(pause, kinds, choices)
  const paragraphs = [
    ...(said === 'saved' ? ['Your choice is saved, as it stands below.'] : []),
    ...pauseInWords(pause, asking),
    ...(said === 'until-when' ? untilWhen(kinds) : []),
    ...(getsAlerts(access) ? [] : getsInstead(access)),
    ...(dataProtectionGrant(access)
      ? ['Alerts about unusual looks, which you get for data protection, never pause.']
      : []),
  ]
  const suggestions = said === 'until-when' ? pauses : pauseSuggestions(pause)
  if (kinds.length === 0) return messageAnswer({ title, paragraphs, suggestions })
  const frequency = getsAlerts(access) ? choices.frequency : undefined
  const model = { title, paragraphs, kinds, off: choices.off, suggestions }
  return {
    access: asNobody,
    students: [],
    text: textOf(title, paragraphs, choicesInWords(kinds, choices, frequency), suggestions),
    card: alertSettingsCard({ ...model, ...(frequency === undefined ? {} : { frequency }) }),
  }
}

/** Keeps what was chosen on the card; the kinds that it did not offer stay as they are. */
export async function saveAlertSettings(
  { offered, frequency, kinds = '' }: ActOf<'alert-choose'>,
  asking: Asking,
): Promise<Answer> {
  const { store, access, clock } = asking
  const wanted = kinds.split(',').map((kind) => kind.trim())
  const choice = {
    frequency: alertFrequencies.find((each) => each === frequency),
    on: offered.filter((kind) => wanted.includes(kind)),
    off: offered.filter((kind) => !wanted.includes(kind)),
  }
  await chooseAlerts(store, access.staff.staff_id, choice, clock())
  return alertSettings(asking, 'saved')
}

/** Who finds them too many may want fewer, and not none. */
function untilWhen(kinds: readonly AlertKind[]): string[] {
  return [
    'Until when are they to stay away? Press below, or say a day, as in “pause my alerts until Monday”.',
    ...(kinds.length > 0 ? ['If they are only too many, choose below what comes, and how.'] : []),
  ]
}

/** From the shortest to the longest. */
export const pauses: Suggestion[] = ['a week', 'two weeks', 'four weeks', 'a year'].map((time) => ({
  text: `pause my alerts for ${time}`,
}))

function pauseSuggestions(pause: AlertPause | undefined): Suggestion[] {
  return pause
    ? [{ text: 'resume my alerts' }, { text: 'pause my alerts for two weeks' }]
    : [{ text: 'pause my alerts for a week' }, { text: 'pause my alerts for two weeks' }]
}

function titleOf(pause: AlertPause | undefined, kinds: readonly AlertKind[], { off }: AlertChoices): string {
  if (pause) return 'Your alerts are paused'
  const isNone = kinds.length > 0 && kinds.every((kind) => off.includes(kind))
  return isNone ? 'Your alerts are all turned off' : 'Your alerts are on'
}

function pauseInWords(pause: AlertPause | undefined, { access, store }: Asking): string[] {
  if (!pause)
    return ['To pause them until a day, write “pause my alerts until Monday”, or any day within a year.']
  const until =
    pause.until === null
      ? 'They stay away until you resume them.'
      : `They come again on ${dayWithYear(pause.until, access.today)}.`
  const days = plural(store.settings.alerts.passUpAfterWorkingDays, 'working day')
  const meanwhile = `What waits for you for ${days} goes to the next who looks after the student, such as the level tutor.`
  return getsAlerts(access) ? [until, meanwhile] : [until]
}

function choicesInWords(
  kinds: readonly AlertKind[],
  { off }: AlertChoices,
  frequency: AlertFrequency | undefined,
): string[] {
  const names = (some: readonly AlertKind[]): string => some.map((kind) => alertKindNames[kind]).join(', ')
  const on = kinds.filter((kind) => !off.includes(kind))
  const gone = alertKinds.filter((kind) => kinds.includes(kind) && off.includes(kind))
  return [
    ...(frequency === undefined ? [] : [`How they come: ${frequencyNames[frequency]}.`]),
    on.length === 0 ? 'All of them are turned off.' : `On: ${names(on)}.`,
    ...(gone.length === 0 || on.length === 0 ? [] : [`Off: ${names(gone)}.`]),
  ]
}

function textOf(title: string, paragraphs: string[], choices: string[], suggestions: Suggestion[]): string {
  const next = suggestions.map(({ text }) => `“${text}”`).join(', ')
  return [title, ...paragraphs, ...choices, `You can ask: ${next}.`].join('\n')
}
