import { parse } from '../../../bot/language/parse'
import type { QuestionOf } from '../../../bot/language/question'
import { asQuestion } from '../../../bot/language/question-schema'
import { world } from '../../support/language-world'

type Chosen = Omit<QuestionOf<'alert-preferences'>, 'intent'>

describe('how alerts are wanted, in words', () => {
  test.each<[string, Chosen]>([
    ['send me a weekly digest only', { frequency: 'digest' }],
    ['a weekly digest only', { frequency: 'digest' }],
    ['digest only', { frequency: 'digest' }],
    ['only the digest please', { frequency: 'digest' }],
    ['Please send my alerts as a weekly summary', { frequency: 'digest' }],
    ['all my alerts in one weekly digest', { frequency: 'digest' }],
    ['can I get alerts once a week', { frequency: 'digest' }],
    ['one card each', { frequency: 'each' }],
    ['one card for each alert please', { frequency: 'each' }],
    ['send me a card for each student', { frequency: 'each' }],
    ['send my alerts one by one', { frequency: 'each' }],
    ['I want each alert by itself', { frequency: 'each' }],
    ['stop alerts about missed lectures', { off: ['missed-sessions'] }],
    ['turn off alerts about silence', { off: ['silent'] }],
    ['no alerts about silent students please', { off: ['silent'] }],
    ["don't alert me about attendance", { off: ['missed-sessions'] }],
    ['no good news please', { off: ['recovered'] }],
    ['stop the good news', { off: ['recovered'] }],
    ['turn off the weekly card', { off: ['weekly-card'] }],
    ['turn off attendance alerts', { off: ['missed-sessions'] }],
    ['stop alerts about silence and missed lectures', { off: ['silent', 'missed-sessions'] }],
    ['turn on alerts about silence', { on: ['silent'] }],
    ['turn the good news back on', { on: ['recovered'] }],
    ['resume alerts about sudden drops', { on: ['sudden-drop'] }],
    ['start sending me alerts about missing work again', { on: ['nothing-handed-in'] }],
    ['turn the weekly card on', { on: ['weekly-card'] }],
    ['mute alerts about a new low band', { off: ['newly-low'] }],
  ])('%s', (text, chosen) => {
    const question = { intent: 'alert-preferences', ...chosen }
    expect(parse(text, world)).toEqual(question)
    expect(asQuestion(question)).toEqual(question)
  })

  test.each([
    ['silence alerts', { intent: 'alert-preferences', change: 'pause' }],
    ['silence my alerts for a week', { intent: 'alert-preferences', change: 'pause', days: 7 }],
    ['stop alerts', { intent: 'alert-preferences', change: 'pause' }],
    ['alert settings', { intent: 'alert-preferences' }],
    ['my alerts', { intent: 'list-alerts' }],
  ])('%s is what it was', (text, question) => {
    expect(parse(text, world)).toEqual(question)
  })

  test.each([
    'stop missed lectures',
    'what is the weekly digest',
    'no attendance for 7 days',
    'show sudden drops',
  ])('%s chooses nothing', (text) => {
    expect(parse(text, world)).not.toMatchObject({ intent: 'alert-preferences' })
  })

  test.each([
    [{ intent: 'alert-preferences', off: [] }],
    [{ intent: 'alert-preferences', off: ['health'] }],
    [{ intent: 'alert-preferences', frequency: 'hourly' }],
  ])('%j is no question', (question) => {
    expect(asQuestion(question)).toBeUndefined()
  })
})
