import { rmSync } from 'node:fs'
import path from 'node:path'

export default function globalTeardown(): void {
  const file = process.env.ENGAGEMENT_TEST_SAMPLE
  if (file !== undefined) rmSync(path.dirname(file), { recursive: true, force: true })
}
