import { AddressFault, containerAddress } from '../../../bot/nightly/container-address'

test.each([
  ['https://uni.blob.core.windows.net/feeds', 'https://uni.blob.core.windows.net/feeds', ''],
  ['https://uni.blob.core.windows.net/feeds/', 'https://uni.blob.core.windows.net/feeds', ''],
  ['https://uni.blob.core.windows.net/feeds/2026', 'https://uni.blob.core.windows.net/feeds', '2026/'],
  ['https://uni.blob.core.windows.net/feeds/a%20b/c/', 'https://uni.blob.core.windows.net/feeds', 'a b/c/'],
  ['https://127.0.0.1:10000/account/feeds/c', 'https://127.0.0.1:10000/account/feeds', 'c/'],
  ['https://[::1]:10000/account/feeds', 'https://[::1]:10000/account/feeds', ''],
])('%s is the container %s, from %j on', (text, url, prefix) => {
  expect(containerAddress(text)).toMatchObject({ url, prefix })
})

test('the name of a file goes on where the place ends', () => {
  expect(containerAddress('https://uni.blob.core.windows.net/feeds/a%20b/').place).toBe(
    'https://uni.blob.core.windows.net/feeds/a%20b',
  )
})

test.each([
  'feeds',
  'ftp://uni.blob.core.windows.net/feeds',
  'http://uni.blob.core.windows.net/feeds',
  'https://uni.blob.core.windows.net',
  'https://127.0.0.1:10000/account',
  'https://uni.blob.core.windows.net/feeds?sv=2024-11-04&sig=hidden',
  'https://uni.blob.core.windows.net/feeds#hidden',
  'https://user:hidden@uni.blob.core.windows.net/feeds',
  'https://uni.blob.core.windows.net/feeds/%zz',
])('%s is refused, and not shown', (text) => {
  expect(() => containerAddress(text)).toThrow(AddressFault)
  expect(() => containerAddress(text)).not.toThrow(/hidden|uni\./u)
})
