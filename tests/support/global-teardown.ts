import { rmSync } from 'node:fs'

export default function globalTeardown(): void {
  const folder = process.env.ENGAGEMENT_TEST_STORES
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
}
