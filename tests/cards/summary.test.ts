import { humanDecides } from '../../cards/human-decides'
import { summaryCard, type SummaryModel } from '../../cards/summary'
import { cardAction } from '../../cards/verbs'
import { buttons, ofType, size, words } from './walk'

const model: SummaryModel = {
  title: 'By programme · School of Computing',
  scope: 'School of Computing, as faculty pro-vice-chancellor',
  freshness: 'Data to Monday 23 November',
  total: 'About 640 students · 12% low or no engagement',
  grouping: 'Programme',
  rows: [
    { name: 'Computer Science', students: 'about 490', engagement: '14% low or no engagement' },
    { name: 'Data Science', students: 'too few to show', engagement: '' },
  ],
  paging: { first: 1, last: 2, total: 2 },
  note: 'Counts are rounded to the nearest 5.',
  suggestions: [],
}

describe('a summary', () => {
  test('says the total, then each group in a table, then what was done to the numbers', () => {
    expect(words(summaryCard(model)).split('\n')).toEqual([
      'By programme · School of Computing',
      'School of Computing, as faculty pro-vice-chancellor',
      'Data to Monday 23 November',
      'About 640 students · 12% low or no engagement',
      'Programme',
      'Students',
      'Engagement',
      'Computer Science',
      'about 490',
      '14% low or no engagement',
      'Data Science',
      'too few to show',
      '–',
      'Counts are rounded to the nearest 5.',
      humanDecides,
    ])
  })

  test('has no table without groups, and no pages where all are shown', () => {
    expect(ofType(summaryCard({ ...model, rows: [] }), 'Table')).toEqual([])
    expect(ofType(summaryCard(model), 'Table')).toHaveLength(1)
    expect(buttons(summaryCard(model))).toEqual([])
  })

  test('turns pages both ways', () => {
    const text = 'summarise the university by programme'
    const paging = { first: 16, last: 30, total: 40, previous: { text, page: 1 }, next: { text, page: 3 } }
    const card = summaryCard({ ...model, paging })
    expect(words(card)).toContain('16–30 of 40')
    expect(buttons(card)).toEqual(['Previous', 'Next'])
    expect(ofType(card, 'Action.Execute').map(({ data }) => cardAction.parse(data))).toMatchObject([
      { page: 1 },
      { page: 3 },
    ])
  })

  test('keeps fifteen rows under 28 KB, however long their names', () => {
    const text = 'summarise the Faculty of Health and Social Sciences by programme'
    const row = {
      name: 'BSc (Hons) Computer Science with Artificial Intelligence and a Year in Industry '.repeat(3),
      students: 'about 12,345',
      engagement: '100% high or good or partial engagement · 100% too little data · average score 100',
    }
    const card = summaryCard({
      ...model,
      rows: Array.from({ length: 15 }, () => row),
      paging: { first: 16, last: 30, total: 40, previous: { text, page: 1 }, next: { text, page: 3 } },
      note: 'Too few to show: fewer than 23 students, or a group that gives one away. '.repeat(8),
      suggestions: [{ text }, { text }, { text }],
    })
    expect(size(card)).toBeLessThan(28 * 1024)
  })
})
