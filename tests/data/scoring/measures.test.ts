import { measure, type Facts } from '../../../data/scoring/measures'

const attended = (day: string, status: string) => ({ student_id: 'a', day, status })
const activity = new Set(['2026-11-10', '2026-11-11'])
const submissions = new Set(['2026-11-03', '2026-11-10'])
const known = {
  attendance: activity,
  canvas: activity,
  library: new Set(['2026-11-10']),
  printing: activity,
  submissions,
}
const windows = new Map([['a', { activity, submissions, known }]])
const facts = (own: Partial<Facts>): Facts => ({ activity: [], attendance: [], submissions: [], ...own })

describe('what is measured in a window', () => {
  it('is attendance as a rate of what was expected, late counting as attended', () => {
    const attendance = [
      attended('2026-11-10', 'present'),
      attended('2026-11-10', 'present'),
      attended('2026-11-10', 'absent'),
      attended('2026-11-11', 'late'),
      attended('2026-11-12', 'absent'),
    ]
    expect(measure(facts({ attendance }), windows).get('a')?.bySource.attendance).toMatchObject({
      amount: 3,
      expected: 4,
    })
  })

  it('is activity on the days that count, of the students asked for', () => {
    const use = (student_id: string, day: string, amount: number) => ({
      student_id,
      day,
      source: 'canvas' as const,
      amount,
    })
    const activity = [
      use('a', '2026-11-10', 5),
      use('a', '2026-11-11', 2),
      use('a', '2026-11-09', 7),
      use('b', '2026-11-10', 1),
    ]
    const measures = measure(facts({ activity }), windows)
    expect(measures.get('a')?.bySource.canvas).toEqual({ amount: 7, expected: 0, activeDays: 2 })
    expect([...measures.keys()]).toEqual(['a'])
  })

  it('leaves out the days of a source’s outage', () => {
    const activity = ['2026-11-10', '2026-11-11'].map((day) => ({
      student_id: 'a',
      day,
      source: 'library' as const,
      amount: 1,
    }))
    expect(measure(facts({ activity }), windows).get('a')?.bySource.library.activeDays).toBe(1)
  })

  it('counts late submissions half, for the day they were due, in their own longer window', () => {
    const submissions = [
      { student_id: 'a', day: '2026-11-03', count: 1, due: undefined },
      { student_id: 'a', day: '2026-11-11', count: 1, due: '2026-11-10' },
      // Outside the window: handed in on another day, or due on one.
      { student_id: 'a', day: '2026-11-11', count: 4, due: undefined },
      { student_id: 'a', day: '2026-11-10', count: 4, due: '2026-11-09' },
    ]
    const found = measure(facts({ submissions }), windows).get('a')
    expect(found?.bySource.submissions).toEqual({ amount: 1.5, expected: 0, activeDays: 2 })
    expect(found?.lastActive).toBe('2026-11-11')
  })

  it('knows the last active day, also outside the window, but not from an absence', () => {
    const activity = [{ student_id: 'a', day: '2026-11-05', source: 'library' as const, amount: 1 }]
    const attendance = [attended('2026-11-11', 'absent')]
    expect(measure(facts({ activity, attendance }), windows).get('a')?.lastActive).toBe('2026-11-05')
  })
})
