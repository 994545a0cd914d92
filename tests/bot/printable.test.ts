import { writeFiles, nightOf } from '../support/night-files'
import { useNights } from '../support/nightly'
import { printable } from '../../bot/printable'

const nights = useNights()

test.each([
  ['a\nb\r\tc', String.raw`a\nb\r\tc`],
  ['\u001b[31m\u0007\u007f\u009b', String.raw`\u{1b}[31m\u{7}\u{7f}\u{9b}`],
  ['\u202ea\u2066b\u200b\ufeff\u00ad', String.raw`\u{202e}a\u{2066}b\u{200b}\u{feff}\u{ad}`],
  ['a\u2028b\u2029c\u0085', String.raw`a\u{2028}b\u{2029}c\u{85}`],
  ['\u{e0041}\ud800', String.raw`\u{e0041}\u{d800}`],
  ['Siân – 学生 “£5”\u00a0€', 'Siân – 学生 “£5”\u00a0€'],
])('%j', (text, shown) => {
  expect(printable(text)).toBe(shown)
  expect(printable(shown)).toBe(shown)
})

test('a file’s name can neither forge a line nor reach the terminal', async () => {
  const { folder, write, run } = await nights()
  write(nightOf('2026-11-24'))
  writeFiles(folder, {
    'Aisha\nengagement: all is well.csv': 'x',
    'library-\u001b[31m\u202e.csv': 'student_id,occurred_at\n',
    'canvas-\n2.csv.part': 'x',
  })
  const { stdout, stderr } = await run()
  expect(stdout).toContain(String.raw`Aisha\nengagement: all is well.csv: of no feed`)
  expect(stdout).toContain(
    String.raw`library from library-\u{1b}[31m\u{202e}.csv: refused. library-\u{1b}[31m\u{202e}.csv has no column event`,
  )
  expect(stdout).toContain(String.raw`canvas-\n2.csv.part: left for the next time`)
  expect(stdout + stderr).not.toMatch(/^engagement: all is well/mu)
  expect(stdout + stderr).not.toMatch(/[^\P{C}\n\t]/u)
})
