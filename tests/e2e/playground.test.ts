import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { chromium, type Browser, type Locator, type Page } from 'playwright-core'
import { freePort } from '../support/free-port'
import { repository } from '../support/command'
import { copySample } from '../support/sample'

const executablePath = '/usr/bin/chromium'
const withBrowser = existsSync(executablePath) ? describe : describe.skip
if (!existsSync(executablePath)) {
  console.log(
    `The browser test is skipped: ${executablePath} is missing. On Debian: apt-get install chromium.`,
  )
}

const flags =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'

/** Where the pictures go: the folder of the README's own when asked for, else one that git does not keep. */
const pictures = path.join(repository, process.env.SCREENSHOTS ?? 'var/screenshots')

const sample = copySample()

const viewport = { width: 1000, height: 900 }
/** What is right of it is the Playground's log. */
const chatWidth = 668

interface Kept {
  chat?: boolean
  until?: Locator
}

withBrowser('in the Agents Playground, through a browser', () => {
  let demo: ChildProcess
  let output = ''
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true })
    const [port, playground] = [await freePort(), await freePort()]
    demo = spawn(
      process.execPath,
      [path.join(repository, 'bot', 'engagement.mjs'), 'demo', '--playground-port', `${playground}`],
      { env: { ...process.env, PORT: `${port}`, ENGAGEMENT_DATABASE: sample, LOG_LEVEL: 'warn' } },
    )
    await new Promise<void>((resolve, reject) => {
      demo.stdout?.on('data', (chunk: Buffer) => {
        output += chunk.toString()
        if (output.includes('Ctrl-C stops.')) resolve()
      })
      demo.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()))
      demo.once('exit', () => reject(new Error(`The demo has ended: ${output}`)))
    })
    browser = await chromium.launch({ executablePath, args: flags.split(' ') })
    page = await browser.newPage({ viewport })
    await page.goto(`http://localhost:${playground}`)
    await page.getByText('Hello Ruth').waitFor()
  }, 60_000)

  afterAll(async () => {
    await browser.close()
    if (demo.exitCode === null) demo.kill('SIGKILL')
  })

  async function say(text: string): Promise<void> {
    // A form in a card has text areas of its own.
    await page.locator(':is([contenteditable=true], textarea):not(.ac-adaptiveCard *)').first().click()
    await page.keyboard.type(text)
    await page.keyboard.press('Enter')
  }

  const cards = (): ReturnType<Page['locator']> => page.locator('.ac-adaptiveCard')

  /** A picture of a card, down to a part of it where one is named; or of the chat around it. */
  async function keep(name: string, card: Locator, { chat = false, until }: Kept): Promise<void> {
    const box = await card.boundingBox()
    const end = await until?.boundingBox()
    if (box === null) throw new Error(`${name}: the card is not shown`)
    const { x, y, width, height } = box
    const clip = chat
      ? { x: 0, y: y - 78, width: chatWidth, height: height + 94 }
      : { x, y, width, height: end ? end.y - y - 8 : height }
    await page.screenshot({ path: path.join(pictures, name), clip })
  }

  async function pick(card: Locator, label: string, choice: string): Promise<void> {
    await card.getByRole('combobox', { name: label }).click()
    await page.getByRole('option', { name: choice, exact: true }).click()
  }

  test('the demo says where to go and what to type', () => {
    expect(output).toMatch(/Open http:\/\/localhost:\d+ and chat as Ruth Adeyemi/u)
    expect(output).toContain('show low-engagement tutees')
  })

  test('an alert arrives without being asked for, and changes in its place with what is done', async () => {
    const ofCallum = cards().filter({ hasText: 'Callum Fraser' })
    await ofCallum.waitFor({ timeout: 30_000 })
    await page.setViewportSize({ width: 1000, height: 1300 })
    await ofCallum.screenshot({ path: path.join(pictures, 'alert.png') })
    expect(await ofCallum.innerText()).toMatch(
      /Alert · high concern\s+Callum Fraser[\s\S]*missed their last \d+ teaching events without leave[\s\S]*because you are their personal tutor[\s\S]*People decide, never this system/u,
    )
    await ofCallum.getByRole('button', { name: 'Seen', exact: true }).click()
    await ofCallum.filter({ hasText: 'You saw this' }).waitFor()
    await ofCallum.getByRole('button', { name: 'Known reason' }).click()
    const form = cards().filter({ hasText: 'There is a reason that I know of' })
    await form.waitFor()
    await page.screenshot({ path: path.join(pictures, 'alert-known-reason.png') })
    await pick(form, 'What kind of reason', 'Placement or visit')
    await form.locator('input[type=date], input[placeholder*=date i]').first().fill('2026-12-14')
    await page.keyboard.press('Tab')
    await form.getByRole('button', { name: 'Save' }).click()
    const done = ofCallum.filter({ hasText: 'Done: you know of a reason' })
    await done.waitFor()
    expect(await done.innerText()).toContain('nobody is alerted about them until Monday 14 December')
    // Long enough for the message itself to be put right, too.
    await page.waitForTimeout(8_000)
    await page.screenshot({ path: path.join(pictures, 'alert-done.png') })
    expect(await ofCallum.count()).toBe(1)
    expect(await done.count()).toBe(1)
    await done.getByRole('button', { name: 'Reason no longer holds' }).click()
    await ofCallum.filter({ hasText: 'I have been in touch' }).waitFor()
    await page.setViewportSize(viewport)
  }, 60_000)

  test('a tutor types the question and reads the card', async () => {
    await say('show low-engagement tutees')
    const card = cards().filter({ hasText: 'Low or no engagement · your tutees' }).last()
    await card.waitFor()
    await keep('low-engagement-tutees.png', card, { chat: true })
    const text = await card.innerText()
    expect(text).toContain('Your 14 tutees, as their personal tutor')
    expect(text).toContain('Data to Monday 23 November')
    expect(text).toMatch(
      /Callum Fraser[\s\S]*No activity · ↓ falling[\s\S]*Aisha Rahman[\s\S]*Low · ↓ falling/u,
    )
    expect(text).toContain('People decide, never this system.')
  })

  test('the Open button shows the profile in place, and Back returns to the list', async () => {
    const list = cards().filter({ hasText: 'Low or no engagement · your tutees' }).last()
    await list.getByRole('button', { name: 'Open' }).nth(1).click()
    const profile = cards().filter({ hasText: 'aisha.rahman@student.northbridge.example' })
    await profile.waitFor()
    const text = await profile.innerText()
    for (const part of [
      'Why this band',
      'Source by source',
      'Week by week',
      'What is missing',
      'Library: data only to',
    ]) {
      expect(text).toContain(part)
    }
    await page.setViewportSize({ width: 1000, height: 2400 })
    await keep('student-profile.png', profile, { until: profile.getByText('Source by source') })
    await page.setViewportSize(viewport)
    await page.getByRole('button', { name: 'Back to the list' }).click()
    await cards().filter({ hasText: 'Low or no engagement · your tutees' }).last().waitFor()
  })

  test('a suggestion button and nonsense both lead on', async () => {
    await page.getByRole('button', { name: 'Show falling tutees' }).last().click()
    await cards().filter({ hasText: 'Falling trend · your tutees' }).last().waitFor()
    await say('qwertzuiop')
    await cards().filter({ hasText: 'I did not quite follow that' }).last().waitFor()
  })

  test('a contact is recorded in the form, changed, and found again', async () => {
    await say('log a call with Aisha: talked about attendance')
    const form = cards().filter({ hasText: 'Record a contact' }).last()
    await form.waitFor()
    await page.screenshot({ path: path.join(pictures, 'contact-form.png') })
    expect(await form.locator('textarea').inputValue()).toBe('talked about attendance')
    await form.locator('textarea').fill('talked about attendance\nand *work*')
    await form.getByRole('button', { name: 'Save' }).click()
    const saved = cards()
      .filter({ hasText: /Contact recorded/u })
      .last()
    await saved.waitFor()
    expect(await saved.innerText()).toMatch(
      /Call · Tuesday 24 November\s+Ruth Adeyemi\s+talked about attendance\s+and \*work\*/u,
    )
    await saved.getByRole('button', { name: 'Edit' }).click()
    const again = cards().filter({ hasText: 'Change a contact' }).last()
    await again.waitFor()
    expect(await again.locator('textarea').inputValue()).toBe('talked about attendance\nand *work*')
    await again.locator('textarea').fill('talked about work')
    await again.getByRole('button', { name: 'Save' }).click()
    const changed = cards().filter({ hasText: 'Contact changed' }).last()
    await changed.waitFor()
    await changed.getByRole('button', { name: 'Contacts with Aisha' }).click()
    const history = cards().filter({ hasText: '1–1 of 1' }).last()
    await history.waitFor()
    expect(await history.innerText()).toMatch(
      /Call · Tuesday 24 November[\s\S]*edited on[\s\S]*talked about work/u,
    )
  })

  test('the band, the time and the students are changed without a word typed', async () => {
    await say('show low-engagement tutees')
    const list = cards().filter({ hasText: 'Low or no engagement · your tutees' }).last()
    await list.getByRole('button', { name: 'Change' }).click()
    const change = cards().filter({ hasText: 'Whom' }).last()
    await change.waitFor()
    await page.screenshot({ path: path.join(pictures, 'change.png') })
    await pick(change, 'Engagement', 'High or good engagement')
    await pick(change, 'When', 'Last 4 weeks')
    await change.getByRole('button', { name: 'Show' }).click()
    const changed = cards().filter({ hasText: 'High or good engagement · your tutees · last 28 days' }).last()
    await changed.waitFor()
    await say('only the rising ones')
    await cards().filter({ hasText: 'High or good engagement · rising trend' }).last().waitFor()
  })

  test('from “help” alone, every job is done', async () => {
    await say('help')
    const help = cards().filter({ hasText: 'What you can ask' }).last()
    await help.waitFor()
    const examples = (await help.innerText())
      .split('\n')
      .filter((line) => line.includes(' · '))
      .flatMap((line) => line.split(' · '))
      .filter((each) => !/name or|student ID|sign out/u.test(each))
      .map((each) => each.trim().replace('…', 'Aisha Rahman'))
    expect(examples.length).toBeGreaterThan(15)
    for (const [index, text] of examples.entries()) {
      const before = await cards().count()
      await say(text)
      while ((await cards().count()) === before) await page.waitForTimeout(100)
      const answer = await cards().last().innerText()
      expect({ text, answer }).not.toMatchObject({
        answer: expect.stringMatching(/^(I did not|I cannot|That is outside|Something went)/u) as string,
      })
      await page.screenshot({ path: path.join(pictures, `help-${String(index + 1).padStart(2, '0')}.png`) })
    }
  }, 120_000)

  test('Ctrl-C stops the demo cleanly', async () => {
    const exited = new Promise<number | null>((resolve) => demo.once('exit', (code) => resolve(code)))
    demo.kill('SIGINT')
    expect(await exited).toBe(0)
  })
})
