import { setTimeout as wait } from 'node:timers/promises'
import { createBackground } from '../../bot/background'
import { createLog } from '../../bot/log'

test('who stops the bot waits for what is under way, whether or not it fails', async () => {
  const background = createBackground(createLog('info'))
  const done: string[] = []
  background.run(async () => {
    await wait(20)
    done.push('late')
  })
  background.run(() => Promise.reject(new Error('broken')))
  expect(done).toEqual([])
  await background.ended()
  expect(done).toEqual(['late'])
  await background.ended()
})
