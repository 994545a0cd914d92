import { weeklyCard } from '../../../cards/weekly'
import { alertWishes } from '../../../data/queries/alert-wishes'
import { readUnits } from '../../../data/queries/units'
import { usualLooks } from '../../../data/records/unusual-looks'
import { roleWords } from '../../access/policy'
import type { Asking } from '../../answers/answer'
import { bandRows } from '../../answers/counts'
import { shareByWeek } from '../../answers/groups'
import { numbersApart } from '../../answers/next-numbers'
import { scopeOfNumbers, totalInWords, whereInWords, type NumbersGiven } from '../../answers/numbers'
import { capitalise } from '../../answers/phrases'
import { readNumbers } from '../../answers/summarise'
import type { QuestionOf } from '../../language/question'
import type { Composer, Recipient } from './composer'
import type { Delivery } from '../delivery'
import { chatOf } from './look-unasked'
import { concernsOf, type WeeklyConcerns } from './weekly-concerns'
import { parseWeeklyUnit, weeklyScope, type WeeklyScope } from './weekly-unit'

/**
 * The week of a unit: how its students stand, week by week, by the same numbers and the same disclosure control as where
 * somebody asks for them; and for who leads a programme or a level, the few to look at first and how alerts fare.
 */
export const weeklyCardComposer: Composer = {
  waitsForWorkingTime: true,
  compose: async ({ payload }, recipient, delivery) => {
    const { store } = delivery
    const { access } = recipient
    const wishes = (await alertWishes(store.db, access.today))(access.staff.staff_id)
    if (wishes.isPaused || wishes.off.includes('weekly-card')) return { drop: 'unwanted' }
    const units = await readUnits(store)
    const unit = parseWeeklyUnit(payload)
    const about = weeklyScope(unit, access, units)
    if (!about) return { drop: 'no-scope' }
    const asking = askingOf(about, units, recipient, delivery)
    const numbers = await readWeek(about, asking)
    if (!numbers) return { drop: 'no-numbers' }
    const concerns = await concernsOf(about, recipient, delivery)
    const why = `You get this every week as ${roleWords(unit.role)}.`
    return { card: weeklyCard({ ...modelOf(numbers, concerns, asking), why }) }
  },
}

/** What the numbers answer. */
function questionOf({ population, level }: WeeklyScope, by: 'band' | 'week'): QuestionOf<'summarise'> {
  return { intent: 'summarise', population, by, ...(level === undefined ? {} : { level }) }
}

function askingOf(
  about: WeeklyScope,
  units: Asking['units'],
  recipient: Recipient,
  { store, clock }: Delivery,
): Asking {
  return {
    store,
    clock,
    access: recipient.access,
    graph: undefined,
    units,
    conversation: chatOf(recipient),
    question: questionOf(about, 'band'),
    page: 1,
    limits: usualLooks,
  }
}

interface Week {
  now: NumbersGiven
  /** Absent where weeks cannot be told apart. */
  byWeek: NumbersGiven | undefined
}

/** The numbers that "summarise" and "by week" would give; none where they are refused. */
async function readWeek(about: WeeklyScope, asking: Asking): Promise<Week | undefined> {
  const { scope, population, level } = about
  const asked = { scope, population, level, bands: ['low', 'none'] } as const
  const now = await readNumbers({ ...asked, by: 'band' }, questionOf(about, 'band'), asking)
  if ('refusal' in now) return undefined
  const byWeek = await readNumbers({ ...asked, by: 'week' }, questionOf(about, 'week'), asking)
  return { now: now.given, byWeek: 'refusal' in byWeek ? undefined : byWeek.given }
}

const note = 'Counts are rounded to the nearest 5, and percentages need at least 23 students.'
/** Numbers are fit to be passed on; this card is not. */
const namesStudents = ' This card names students: pass on the numbers, not the card.'

function modelOf({ now, byWeek }: Week, { rows, facts }: WeeklyConcerns, asking: Asking) {
  const chart = byWeek && shareByWeek({ ...byWeek, by: 'week' }, asking)
  return {
    title: `${capitalise(whereInWords(now, asking.units))} this week`,
    scope: scopeOfNumbers(now, asking),
    freshness: now.fresh,
    total: totalInWords(now),
    bands: bandRows(now),
    ...(chart === undefined ? {} : { chart }),
    rows,
    facts,
    note: `${note}${rows.length > 0 ? namesStudents : ''}`,
    suggestions: [
      ...numbersApart(now, asking),
      { text: 'alert settings' },
      { title: 'Pause for two weeks', text: 'pause my alerts for two weeks' },
    ],
  }
}
