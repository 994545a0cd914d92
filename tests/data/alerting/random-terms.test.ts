import { beginTerm, loseFeed, randomTerms } from '../../support/random-terms'
import { episodes, evaluateOn, lastDay, nothing, score } from '../../support/term'
import { useUniversity } from '../../support/university'

const store = useUniversity()

it.each(Object.entries(randomTerms(store)))('%s', (_what, holds) => holds(1))

it('a feed that brings nothing while an episode is open does not end it', async () => {
  await beginTerm(store(), [{ student: 0, from: '2026-10-05', to: '2026-12-14', doing: nothing }])
  await loseFeed(store(), 'attendance', '2026-11-16', '2026-12-14')
  await loseFeed(store(), 'canvas', '2026-11-16', '2026-12-14')
  await score(store(), lastDay)
  for (const day of ['2026-10-12', '2026-10-20', '2026-10-27', '2026-11-16']) await evaluateOn(store(), day)
  const open = (await episodes(store())).filter(
    ({ state, rule_code }) => state === 'open' && rule_code !== 'nothing-handed-in',
  )
  expect(open.map(({ rule_code }) => rule_code)).toEqual(['missed-sessions', 'newly-low', 'silent'])
  for (const day of ['2026-11-20', '2026-11-30', '2026-12-07']) await evaluateOn(store(), day)
  const after = (await episodes(store())).filter(({ episode_id }) =>
    open.some((one) => one.episode_id === episode_id),
  )
  expect(after.map(({ state, level }) => [state, level])).toEqual(
    open.map(({ state, level }) => [state, level]),
  )
})
