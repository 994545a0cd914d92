import { parse } from '../../../bot/language/parse'
import type { Question } from '../../../bot/language/question'
import { world } from '../../support/language-world'

const on = (today: string, text: string): Question => parse(text, { ...world, today })
const paused = (days?: number) => ({
  intent: 'alert-preferences',
  change: 'pause',
  ...(days !== undefined && { days }),
})

describe('a pause ends on the day that is said', () => {
  test.each([
    ['2026-11-24', 'pause my alerts until Tuesday', 7],
    ['2026-11-24', 'pause my alerts until this Friday', 3],
    ['2026-11-24', 'pause my alerts until next Friday', 10],
    ['2026-11-24', 'pause my alerts until tomorrow', 1],
    ['2026-11-24', 'no alerts today please', 1],
    ['2026-11-24', 'no alerts until the end of the month', 7],
    ['2026-11-24', 'pause my alerts until Monday 7 December', 13],
    ['2026-11-24', 'pause my alerts until the 7th', 13],
    ['2026-11-24', 'pause my alerts until 07/12', 13],
    ['2026-11-24', 'pause my alerts until the end of term', 20],
    ['2026-11-24', 'pause my alerts until the new year', 38],
    ['2026-11-24', 'pause alerts until I am back on 1 December', 7],
    ['2026-11-24', 'pause my alerts for a year', 365],
    ['2026-12-30', 'pause my alerts until 4 January', 5],
    ['2026-12-31', 'pause my alerts until the 3rd', 3],
    ['2027-02-01', 'mute my alerts until 29 February 2028', 393],
    ['2026-10-27', 'pause my alerts until after reading week', 13],
  ])('on %s “%s” is %d days', (today, text, days) => {
    expect(on(today, text)).toEqual(paused(days))
  })

  test.each(['stop the alerts', 'mute alerts', 'pause my alerts', 'pause my alerts until further notice'])(
    '“%s” says none: it is asked for',
    (text) => {
      expect(on('2026-11-24', text)).toEqual(paused())
    },
  )

  test.each([
    ['pause my alerts until 3 March 2020', 0],
    ['pause my alerts until yesterday', 0],
    ['pause my alerts until last Monday', 0],
    ['pause my alerts for 3 years', 1095],
    ['mute alerts for two years', 730],
  ])('“%s” is %d days: it is told that this cannot be', (text, days) => {
    expect(on('2026-11-24', text)).toEqual(paused(days))
  })

  test.each(['pause low tutees for a week', 'pause attendance until Monday'])(
    '“%s” pauses nothing',
    (text) => {
      expect(on('2026-11-24', text)).not.toMatchObject({ change: 'pause' })
    },
  )
})

describe('who is away is offered a pause, and gets none by itself', () => {
  test.each([
    ['I am on leave until Monday', 'pause my alerts until 30 Nov'],
    ['on holiday next week', 'pause my alerts until 7 Dec'],
    ["I'm on annual leave for two weeks", 'pause my alerts until 8 Dec'],
    ['I will be away until after Christmas', 'pause my alerts until 4 Jan'],
    ['I am on sick leave', 'pause my alerts for a week'],
  ])('“%s”: “%s”', (text, offered) => {
    const question = on('2026-11-24', text)
    expect(question).toMatchObject({
      intent: 'unclear',
      suggestions: text.endsWith('sick leave') ? [offered, 'pause my alerts for two weeks'] : [offered],
    })
    expect(on('2026-11-24', offered)).toMatchObject({ change: 'pause', days: expect.any(Number) as number })
  })

  test.each(['who is on leave', 'is Aisha on holiday', 'students away for two weeks'])(
    '“%s” is of others',
    (text) => {
      const { suggestions = [] } = on('2026-11-24', text) as { suggestions?: string[] }
      expect(suggestions.filter((each) => each.startsWith('pause'))).toEqual([])
    },
  )
})
