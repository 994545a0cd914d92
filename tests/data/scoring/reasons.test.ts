import { useSample } from '../../support/sample'

const store = useSample()

/** What may stand in a reason although it holds a number: rates, windows, dates. */
const allowed = [
  /Attended \d+ % of teaching events/,
  /in \d+ days/,
  /, \d+ days$/,
  /only \d+ (teaching )?days? counts?/,
  /(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \d+ [A-Z][a-z]+/,
]
const numbersLeft = (reason: string) =>
  /\d/.test(allowed.reduce((text, each) => text.replace(each, ''), reason))

describe('in the sample university', () => {
  it('every score has its reasons: one in the main, one for each source', async () => {
    const scores = await store().db.selectFrom('score_week').select('main_reason').execute()
    const indicators = await store().db.selectFrom('indicator_week').select('reason').execute()
    expect(scores.length).toBeGreaterThan(1000)
    expect(indicators).toHaveLength(5 * scores.length)
    expect(scores.filter(({ main_reason }) => main_reason.trim() === '')).toEqual([])
    expect(indicators.filter(({ reason }) => reason.trim() === '')).toEqual([])
  })

  it('no reason says a raw count', async () => {
    const scores = await store()
      .db.selectFrom('score_week')
      .select('main_reason as reason')
      .distinct()
      .execute()
    const indicators = await store().db.selectFrom('indicator_week').select('reason').distinct().execute()
    expect([...scores, ...indicators].filter(({ reason }) => numbersLeft(reason))).toEqual([])
  })

  it('none means silence in two counted sources or more, unknown no score', async () => {
    const silent = await store()
      .db.selectFrom('score_week')
      .innerJoin('indicator_week', (join) =>
        join
          .onRef('indicator_week.student_id', '=', 'score_week.student_id')
          .onRef('indicator_week.week_start', '=', 'score_week.week_start'),
      )
      .where('band', '=', 'none')
      .where('state', '=', 'counted')
      .where('source', '<>', 'submissions')
      .select(['score_week.student_id', 'score_week.week_start', 'amount'])
      .execute()
    expect(silent.length).toBeGreaterThan(0)
    expect(silent.filter(({ amount }) => amount !== 0)).toEqual([])
    const wrong = await store()
      .db.selectFrom('score_week')
      .selectAll()
      .where('band', '=', 'unknown')
      .where('score', 'is not', null)
      .execute()
    expect(wrong).toEqual([])
  })
})
