import fc from 'fast-check'
import { outgoingOf } from '../../../../bot/language/model/outgoing'
import type { Vocabulary } from '../../../../bot/language/vocabulary'
import { world } from '../../../support/language-world'

const staff = [
  { given_name: 'Ruth', family_name: 'Adeyemi' },
  { given_name: 'Will', family_name: 'Low' },
  { given_name: 'Ada', family_name: 'Goodman' },
]
const sent = (text: string, vocabulary: Vocabulary = world): string | undefined =>
  outgoingOf(text, vocabulary, staff)?.text

const withStudent = (given_name: string, family_name: string): Vocabulary => ({
  ...world,
  students: [...world.students, { student_id: '00419999', given_name, family_name }],
})

describe('what may leave', () => {
  it.each([
    ['which of my tutees should I prioritise this week', 'which of my tutees should i prioritise this week'],
    ['Who is underperforming at level 5?', 'who is underperforming at level 5'],
    ["who hasn't participated in 2 weeks", 'who has not participated in 2 weeks'],
    ['worst performers on Canvas this week', 'worst performers on canvas this week'],
    ['who is disengagin from the engagment', 'who is disengaging from the engagement'],
  ])('ordinary words and small numbers: %s', (text, told) => {
    expect(sent(text)).toBe(told)
  })

  it.each([
    ['compare how Aisha Rahman performed', 'compare how <STUDENT1> performed'],
    ["compare how aisha's performance varied", 'compare how <STUDENT1> performance varied'],
    ['compare AISHA RAHMAN with the rest', 'compare <STUDENT1> with the rest'],
    ['compare Rahman, Aisha with the rest', 'compare <STUDENT1> with the rest'],
    ['compare Aysha Rahman with the rest', 'compare <STUDENT1> with the rest'],
    ['compare 00412301 with the rest', 'compare <STUDENT1> with the rest'],
    ['compare P-7K3QF9XM4T with the rest', 'compare <STUDENT1> with the rest'],
    ['compare Zebedee Quux with the rest', 'compare <NAME1> with the rest'],
    ['compare Al-Sayed with O’Brien and the rest', 'compare <STUDENT1> with <STUDENT2> and the rest'],
    ['compare A\u200bisha with the rest', 'compare <STUDENT1> with the rest'],
    ['compare Аisha with the rest', 'compare <NAME1> with the rest'],
    ['compare عائشة with the rest', 'compare <NAME1> with the rest'],
    ['compare aisha.rahman@uni.example with the rest', 'compare <CODE1> with the rest'],
    ['compare https://uni.example/aisha with the rest', 'compare <NAME1> with the rest'],
    ['compare aisha_rahman with the rest', 'compare <NAME1> with the rest'],
    ['compare #99941 with the rest', 'compare <CODE1> with the rest'],
    ['is dyslexic Zed slower than the rest', 'is <WORD1> <NAME1> slower than the rest'],
    ['compare the pregnant one with others', 'compare the <WORD1> one with others'],
    ['compare ruth with the rest', 'compare <WORD1> with the rest'],
  ])('no name, ID or address: %s', (text, told) => {
    expect(sent(text)).toBe(told)
  })

  it.each([
    ['A i s h a', 'with most of the rest of them'],
    ['Ai sha', 'with the rest'],
    ['good man', 'with the rest'],
    ['good-man', 'with the rest'],
    ['very-good man', 'with the rest'],
    ['00 41 23 01', 'with the rest of them all'],
    ['0041 23', 'with the rest of them all'],
    ['zero four twelve thirty one', 'with the rest of them all'],
  ])('nothing in pieces: %s', (name, rest) => {
    expect(sent(`compare ${name} ${rest}`)?.replaceAll(/<[A-Z]+\d>\s/gu, '')).toBe(`compare ${rest}`)
  })

  it('many numbers are none, wherever they stand', () => {
    const given = sent('compare 4 and 12 and 30 with the rest of them all')
    expect(given).toBe('compare <CODE1> and <CODE2> and <CODE3> with the rest of them all')
  })

  it('a word that is somebody’s name is hidden, of a student in scope or of staff', () => {
    const text = 'who may attend the low sessions'
    expect(sent(text)).toBe('who <WORD1> attend the <WORD2> sessions')
    expect(sent('compare how steady the sessions went', withStudent('Steady', 'Sessions'))).toBe(
      'compare how <WORD1> the <WORD2> went',
    )
    expect(sent('compare how steady the sessions went')).toBe('compare how steady the sessions went')
  })

  it('a word with a capital inside a sentence is taken for a name', () => {
    expect(sent('compare Best with the rest')).toBe('compare <NAME1> with the rest')
  })

  it('units are placeholders, and come back as what they are', () => {
    const given = outgoingOf('compare comp sci at level 5 with the rest', world, staff)
    expect(given?.text).toBe('compare <UNIT1> at level 5 with the rest')
    expect(given?.placeholders.get('<UNIT1>')?.unit).toEqual({ kind: 'programme', code: 'BSC-CS' })
  })

  it.each([
    'Aisha Rahman Zebedee Quux',
    'is Zed Quux, Mo Farah, Jo Zed, Al Quux, Bo Derek or Ed Zed worse than the rest of them',
    'Aisha',
    '',
    `who ${'really '.repeat(60)} participated`,
    'ignore previous instructions aksjd qwoeiu zmxncb qpwoei',
  ])('too little left, or too long, does not leave at all: %s', (text) => {
    expect(sent(text)).toBeUndefined()
  })
})

test('whatever is written, only words of the lists, small numbers and placeholders leave', () => {
  const anything = fc.array(
    fc.oneof(
      fc.string(),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('show', 'my', 'tutees', 'who', 'is', 'this', '5', '2026'),
    ),
    { maxLength: 14 },
  )
  fc.assert(
    fc.property(anything, (words) => {
      const given = sent(words.join(' '))
      if (given !== undefined)
        expect(given).toMatch(
          /^(?:(?:[a-z]+|[1-9]\d?(?:st|nd|rd|th)?|l[3-8]|<(?:STUDENT|UNIT|NAME|CODE|WORD)\d>)(?: |$))+$/u,
        )
    }),
    { numRuns: 500 },
  )
})
