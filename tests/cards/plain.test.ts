import fc from 'fast-check'
import { plain } from '../../cards/plain'

const joiner = '\u2060'
const asRead = (escaped: string): string =>
  escaped.replace(/\\([!-/:-@[-`{-~])/gu, '$1').replaceAll(joiner, '')
const asTyped = (text: string): string =>
  text
    .replace(/[\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .replaceAll(joiner, '')

const markup = fc.constantFrom(
  ...'*_`~[]()<>!#+-=.:/\\&;{}|"\'1aZ @\n\r\t'.split(''),
  ...['http://evil.com', 'www.evil.com', '&copy;', '&#42;', '**', '__', '---', '1. ', '- ', '> ', '# '],
  ...['{{DATE(2026-01-01T00:00:00Z)}}', '<b>', '<http://x.y>', '![a](b)', '[x](http://evil)', "O'Brien"],
)
const hostile = fc.array(markup, { maxLength: 14 }).map((bits) => bits.join(''))

describe('outside text', () => {
  test.each([
    "Connor O'Brien",
    'Zoë Smith-Jones',
    'St. John',
    'Ngũgĩ wa Thiong’o',
    '王伟',
    'aisha_khan.2+uni@students.example.ac.uk',
    '+44 7700 900123',
    '00412345 · BSc (Hons) Computer Science & AI · level 5',
    '12 Oct: 71 (Good). 40% < 50%',
    'COMP_1001/2',
  ])('%s reads unchanged', (text) => {
    expect(plain(text)).toBe(text)
  })

  test.each([
    ['[x](http://evil)', `\\[x](http:/${joiner}/evil)`],
    ['**Bold** _it_ `code` ~~gone~~', '\\*\\*Bold\\*\\* \\_it\\_ \\`code\\` \\~\\~gone\\~\\~'],
    ['see https://evil.com or www.evil.com', `see https:/${joiner}/evil.com or www${joiner}.evil.com`],
    ['- first\n- second', '\\- first - second'],
    ['1. first', '1\\. first'],
    ['# Heading', '\\# Heading'],
    ['> quoted', '\\> quoted'],
    ['---', '\\---'],
    ['<b>x</b> <a@b.c>', '\\<b>x\\</b> \\<a@b.c>'],
    ['&lt; &#42;', '\\&lt; \\&#42;'],
    ['{{DATE(2026-01-01T00:00:00Z, LONG)}}', '{\\{DATE(2026-01-01T00:00:00Z, LONG)}}'],
    ['a\\*b', 'a\\\\\\*b'],
    [' two\r\n\u2028lines\t ', 'two lines'],
    ['Amy \u202eevil', 'Amy evil'],
  ])('%j is only text', (text, escaped) => {
    expect(plain(text)).toBe(escaped)
  })

  test('reads as it was typed, whatever it holds', () => {
    const either = fc.oneof(hostile, fc.string({ unit: 'grapheme' }))
    fc.assert(fc.property(either, (text) => expect(asRead(plain(text))).toBe(asTyped(text))))
  })

  test('leaves no markup, whatever it holds', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const live = plain(text).replace(/\\[!-/:-@[-`{-~]/gu, '\u0001')
        expect(live).not.toMatch(/[*`[~\n\r]|\{\{|\/\/|www\.|<\S|&#?\w+;/iu)
        expect(live).not.toMatch(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/u)
        expect(live).not.toMatch(/^(#{1,6}|[-+]|\d{1,9}[.)])(\s|$)|^>|^-[\s-]*$/u)
      }),
    )
  })
})
