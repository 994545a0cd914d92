import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { chromium } from 'playwright-core'
import { readPng } from '../../bot/manifest/png'
import { manifestFolder } from '../support/app-package'

const executablePath = '/usr/bin/chromium'
const withBrowser = existsSync(executablePath) ? test : test.skip
if (!existsSync(executablePath))
  console.log(`The icons are not compared with their drawings: ${executablePath} is missing.`)

/** As a browser draws it, on a transparent ground. */
async function drawn(name: string, side: number): Promise<Buffer> {
  const svg = readFileSync(path.join(manifestFolder, `${name}.svg`), 'utf8')
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const page = await browser.newPage({ viewport: { width: side, height: side } })
    await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg}`)
    return await page.screenshot({ omitBackground: true })
  } finally {
    await browser.close()
  }
}

withBrowser.each([
  ['color', 192],
  ['outline', 32],
])('%s.png is %s.svg as it is drawn', async (name, side) => {
  const picture = await drawn(name, side)
  const file = path.join(manifestFolder, `${name}.png`)
  if (process.env.RENDER_ICONS !== undefined) writeFileSync(file, picture)
  const [kept, now] = [readPng(readFileSync(file)), readPng(picture)]
  const far = kept.pixels.filter((value, at) => Math.abs(value - (now.pixels[at] ?? 0)) > 48)
  expect(kept).toMatchObject({ width: side, height: side })
  // Another version of a browser smooths edges a little differently.
  expect(far.length).toBeLessThan(kept.pixels.length / 100)
})

test('our own color icon stands on the accent colour, to every edge', () => {
  const { pixels } = readPng(readFileSync(path.join(manifestFolder, 'color.png')))
  expect([...pixels.subarray(0, 4)]).toEqual([0x1f, 0x4e, 0x79, 255])
})
