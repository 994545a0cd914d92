import { countsCard, type CountsModel } from '../../cards/counts'
import { humanDecides } from '../../cards/human-decides'
import { ofType, words } from './walk'

const model: CountsModel = {
  title: 'Engagement this week',
  scope: 'School of Computing',
  freshness: 'Data to Monday 23 November',
  total: 'About 80 students · 81% low or no engagement',
  rows: [
    { band: 'low', count: '65', value: 65 },
    { band: 'none', count: 'too few to show' },
  ],
  note: 'Counts are rounded to the nearest 5.',
  suggestions: [],
}

describe('counts by band', () => {
  test('stand in a table of words, with what was done to them', () => {
    expect(words(countsCard(model)).split('\n')).toEqual([
      'Engagement this week',
      'School of Computing',
      'Data to Monday 23 November',
      'About 80 students · 81% low or no engagement',
      'Band',
      'Students',
      '◔ Low',
      '65',
      '○ No activity',
      'too few to show',
      // In place of the chart, where a host draws none.
      'Low 65',
      'Counts are rounded to the nearest 5.',
      humanDecides,
    ])
  })

  test('draw nothing that is withheld', () => {
    const charts = (card: unknown): unknown[] => ofType(card, 'Chart.HorizontalBar').map(({ data }) => data)
    expect(charts(countsCard(model))).toEqual([[{ x: 'Low', y: 65, color: 'warning' }]])
    expect(charts(countsCard({ ...model, rows: [{ band: 'none', count: 'too few to show' }] }))).toEqual([])
  })
})
