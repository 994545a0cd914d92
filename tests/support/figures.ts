import { isDeepStrictEqual } from 'node:util'
import type { Question } from '../../bot/language/question'
import type { Utterance } from './corpus'

/** The parts of a question that a message may set. */
const slots = [
  'population',
  'level',
  'bands',
  'trend',
  'source',
  'inactiveDays',
  'notContactedDays',
  'window',
  'sort',
  'limit',
  'by',
  'student',
  'channel',
  'note',
  'state',
  'change',
  'days',
] as const
export type Slot = (typeof slots)[number]

/** How often a slot was to be set, how often it was set right, and how often it was set where nothing was said of it. */
export interface SlotFigure {
  asked: number
  right: number
  invented: number
}

export interface Figures {
  right: number
  all: number
  byIntent: Map<string, { right: number; all: number }>
  bySlot: Map<Slot, SlotFigure>
}

/** Of an unclear message only that it is unclear was written down. */
export function isRight(question: Question, { means }: Utterance): boolean {
  return question.intent === 'unclear' ? means.intent === 'unclear' : isDeepStrictEqual(question, means)
}

/** How much of some utterances is understood: whole, by intent, and slot by slot. Only numbers, no utterance. */
export function figuresOf(
  utterances: readonly Utterance[],
  meant: (utterance: Utterance) => Question,
): Figures {
  const figures: Figures = { right: 0, all: utterances.length, byIntent: new Map(), bySlot: new Map() }
  for (const utterance of utterances) {
    const question = meant(utterance)
    const right = isRight(question, utterance) ? 1 : 0
    const ofIntent = figures.byIntent.get(utterance.means.intent) ?? { right: 0, all: 0 }
    figures.right += right
    figures.byIntent.set(utterance.means.intent, { right: ofIntent.right + right, all: ofIntent.all + 1 })
    for (const slot of slots)
      count(figures.bySlot, slot, valueOf(question, slot), valueOf(utterance.means, slot))
  }
  return figures
}

const valueOf = (question: object, slot: Slot): unknown =>
  Object.entries(question).find(([key]) => key === slot)?.[1]

function count(bySlot: Figures['bySlot'], slot: Slot, value: unknown, wanted: unknown): void {
  const figure = bySlot.get(slot) ?? { asked: 0, right: 0, invented: 0 }
  if (wanted !== undefined) {
    figure.asked += 1
    if (isDeepStrictEqual(value, wanted)) figure.right += 1
  } else if (value !== undefined) figure.invented += 1
  bySlot.set(slot, figure)
}

/** The figures as lines to print: "population 290 of 293, 2 invented". */
export function linesOf(name: string, { right, all, byIntent, bySlot }: Figures): string {
  const intents = [...byIntent].map(([intent, of]) => `  ${intent} ${of.right} of ${of.all}`)
  const ofSlots = [...bySlot]
    .filter(([, { asked, invented }]) => asked + invented > 0)
    .map(
      ([slot, of]) =>
        `  ${slot} ${of.right} of ${of.asked}${of.invented > 0 ? `, ${of.invented} invented` : ''}`,
    )
  return [
    `${name}: ${right} of ${all}, ${((100 * right) / all).toFixed(1)} %`,
    ...intents,
    ' by slot',
    ...ofSlots,
    '',
  ].join('\n')
}
