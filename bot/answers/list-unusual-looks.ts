import type { DataProtectionGrant } from '../../data/domain/read-grants'
import { dayInWords, dayOf, timeOf } from '../../data/domain/day'
import { unusualLooks, type ToldLooks } from '../../data/queries/unusual-looks'
import type { Answer, Asking } from './answer'
import { messageAnswer } from './message'
import { lookerInWords, plural } from './phrases'
import { suggestionsAfter } from './suggestions'

const days = 30
const mostShown = 20

/** Unusual looks of late, to a holder of the data-protection role. */
export async function unusualLooksAnswer(grant: DataProtectionGrant, asking: Asking): Promise<Answer> {
  const { store, clock, access } = asking
  const since = new Date(clock().getTime() - days * 86_400_000)
  const alerts = await unusualLooks(store, grant, since)
  return messageAnswer({
    title: `Unusual looks in the last ${days} days`,
    paragraphs: [inWords(alerts.length)],
    facts: alerts.slice(0, mostShown).map(factOf),
    suggestions: suggestionsAfter(access, 'list alerts'),
  })
}

function inWords(count: number): string {
  if (count === 0) return 'Nobody looked at unusually many students.'
  const shown = count > mostShown ? ` The newest ${mostShown} are shown.` : ''
  return `${plural(count, 'alert')}, one per person and day.${shown} Many looks may have a good reason: ask before you conclude.`
}

function factOf({ staffId, name, at, seen, limits }: ToldLooks): { title: string; value: string } {
  const time = new Date(at)
  const hour = `${plural(seen.hour, 'student')} in an hour (limit ${limits.hour})`
  return {
    title: lookerInWords({ staffId, name }),
    value: `${dayInWords(dayOf(time))}, ${timeOf(time)}: ${hour}, ${seen.day} in 24 hours (limit ${limits.day})`,
  }
}
