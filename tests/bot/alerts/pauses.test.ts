import fc from 'fast-check'
import { gapInChat, pauseAfter, randomPause } from '../../../bot/alerts/sending/pauses'
import { standardSettings } from '../../../data/configuration/settings'

const windows = fc.array(
  fc.record({ seconds: fc.integer({ min: 1, max: 3_600 }), requests: fc.integer({ min: 1, max: 2_000 }) }),
  { minLength: 1, maxLength: 5 },
)

it('messages that lie a gap apart fill no window beyond what it allows, whatever the windows', () => {
  fc.assert(
    fc.property(
      windows,
      fc.array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 300 }),
      (limits, pauses) => {
        const gap = gapInChat(limits)
        let now = 0
        const times = pauses.map((pause) => (now += gap + pause))
        for (const { seconds, requests } of limits)
          for (const end of times) {
            const within = times.filter((time) => time > end - seconds * 1_000 && time <= end).length
            expect(within).toBeLessThanOrEqual(requests)
          }
      },
    ),
  )
})

it('no smaller gap would do', () => {
  const { perChat } = standardSettings.alerts.sending
  expect(gapInChat(perChat)).toBe(2_000)
  const hour = Array.from({ length: 3_000 }, (_, index) => index * 1_999)
  expect(hour.filter((time) => time < 3_600_000).length).toBeGreaterThan(1_800)
})

it('pauses grow to six hours, and no two that failed together need come again together', () => {
  expect([1, 2, 3, 12].map(pauseAfter)).toEqual([30_000, 60_000, 120_000, 6 * 3_600_000])
  expect(randomPause(3, () => 0)).toBe(1_000)
  expect(randomPause(3, () => 0.5)).toBe(60_000)
})
