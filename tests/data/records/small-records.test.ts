import { claimWelcome } from '../../../data/records/conversations'
import { readSetting, writeSetting } from '../../../data/records/settings'
import { now, useStore } from '../../support/store'

const { store } = useStore()

it('a conversation is welcomed once, however often it is asked at the same time', async () => {
  const claims = await Promise.all([1, 2, 3].map(() => claimWelcome(store(), 'chat-1', now)))
  expect(claims).toEqual([true, false, false])
  expect(await claimWelcome(store(), 'chat-2', now)).toBe(true)
})

it('a setting is absent, then written, then replaced', async () => {
  expect(await readSetting(store(), 'sample-now')).toBeUndefined()
  await store().transaction((tx) => writeSetting(tx.db, 'sample-now', 'first'))
  await store().transaction((tx) => writeSetting(tx.db, 'sample-now', 'second'))
  expect(await readSetting(store(), 'sample-now')).toBe('second')
})
