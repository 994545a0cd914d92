import { gzipSync } from 'node:zlib'
import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { engagementHere } from '../../support/command-here'
import { lines } from '../../support/feed-files'
import { activityOf, nightOf } from '../../support/night-files'
import { useNights } from '../../support/nightly'
import { tableContents } from '../../support/table-contents'
import { studentRow, students, studentColumns } from '../../support/university-feeds'

const nights = useNights()
const tomorrow = new Date('2026-11-25T09:00:00Z')
const feedsOf = (files: readonly { feed: string }[]): string[] => files.map(({ feed }) => feed)

/** The students without the last of them, and with one more than the first. */
const [fewer, more] = [
  `${students.trimEnd().split('\n').slice(0, -1).join('\n')}\n`,
  `${students}${studentRow('00000099')}\n`,
]

describe('a university’s night', () => {
  it('goes from an empty store to scores, in the order in which feeds need each other', async () => {
    const { write, run, inStore } = await nights()
    write(nightOf('2026-11-24'))
    const { code, stdout } = await run()
    expect(code).toBe(0)
    const told = stdout.trimEnd().split('\n')
    expect(told.slice(0, 9).map((line) => line.split(':')[0])).toEqual([
      'organisation from organisation.csv',
      'students from students.csv',
      'staff from staff.csv',
      'assignments from assignments.csv',
      'calendar from calendar.csv',
      'attendance from attendance.csv',
      'canvas from canvas.csv',
      'library from library.csv',
      'printing from printing.csv',
    ])
    expect(told[1]).toBe('students from students.csv: 30 rows read, 30 accepted, 0 rejected')
    expect(stdout).toMatch(/^2026-11-16: 30 students, configuration \w+$/mu)
    expect(stdout).toMatch(/^ +ok +feeds +Canvas: up to date/mu)
    const scored = await inStore(({ db }) => db.selectFrom('score_week').select('student_id').execute())
    expect(scored.length).toBeGreaterThan(200)
  })

  it('changes nothing when it comes again', async () => {
    const { write, night, inStore } = await nights()
    write(nightOf('2026-11-24'))
    await night()
    const before = await inStore(tableContents)
    const again = await night()
    expect(again).toMatchObject({ code: 0, well: true, scores: { weeks: [] } })
    expect(again.loads.every(({ unchanged }) => unchanged)).toBe(true)
    expect(await inStore(tableContents)).toEqual(before)
  })

  it('takes what a day adds, and scores the weeks that it touches', async () => {
    const { write, night } = await nights()
    write(nightOf('2026-11-24'))
    await night()
    const added = Object.entries(activityOf('2026-11-24', '2026-11-24'))
    write(
      Object.fromEntries(added.map(([feed, content]) => [`${feed}_2026-11-25.csv.gz`, gzipSync(content)])),
    )
    const next = await night({ at: tomorrow })
    expect(next).toMatchObject({ code: 0, well: true })
    expect(next.loads.filter(({ unchanged }) => !unchanged).map(({ files }) => files)).toEqual(
      added.map(([feed]) => [`${feed}_2026-11-25.csv.gz`]),
    )
    expect(next.scores.weeks.map(({ weekStart }) => weekStart)).toEqual(['2026-11-23'])
  })

  it('reads folders named after feeds, the oldest file first', async () => {
    const { write, night } = await nights()
    const { 'canvas.csv': _canvas, ...others } = nightOf('2026-11-24')
    write(others)
    for (const day of ['2026-11-19', '2026-11-20', '2026-11-18'])
      write({ [`canvas/${day}/part.csv`]: activityOf(day, day).canvas ?? '' })
    const { loads } = await night()
    expect(loads.filter(({ feed }) => feed === 'canvas').map(({ files }) => files[0])).toEqual([
      'canvas/2026-11-18/part.csv',
      'canvas/2026-11-19/part.csv',
      'canvas/2026-11-20/part.csv',
    ])
  })
})

describe('of a snapshot', () => {
  it('only the newest is loaded, by the day in its name', async () => {
    const { write, night, folder, inStore } = await nights()
    write(nightOf('2026-11-24'))
    rmSync(path.join(folder, 'students.csv'))
    write({
      'students-2026-11-24.csv': more,
      'students-2026-11-23.csv': fewer,
      'students-20261122.csv': students,
    })
    // Whatever the file system says of their times.
    utimesSync(path.join(folder, 'students-2026-11-24.csv'), 1, 1)
    const { loads, passedOver } = await night()
    expect(loads.filter(({ feed }) => feed === 'students')).toMatchObject([
      { files: ['students-2026-11-24.csv'], accepted: 31 },
    ])
    expect(passedOver).toEqual([
      { feed: 'students', files: ['students-20261122.csv', 'students-2026-11-23.csv'] },
    ])
    const live = await inStore(({ db }) =>
      db.selectFrom('student').select('student_id').where('gone_on', 'is', null).execute(),
    )
    expect(live).toHaveLength(31)
  })

  it('where names tell no day, the one written last', async () => {
    const { write, night, folder } = await nights()
    write(nightOf('2026-11-24'))
    write({ 'students_b.csv': fewer, 'students_a.csv': more })
    for (const [name, at] of Object.entries({
      'students.csv': 100,
      'students_a.csv': 300,
      'students_b.csv': 200,
    }))
      utimesSync(path.join(folder, name), at, at)
    const { loads } = await night()
    expect(loads.filter(({ feed }) => feed === 'students')).toMatchObject([{ files: ['students_a.csv'] }])
  })

  it('an older one never follows a newer one, even where the newer one is gone', async () => {
    const { write, night, folder, inStore } = await nights()
    write(nightOf('2026-11-24'))
    rmSync(path.join(folder, 'students.csv'))
    write({ 'students-2026-11-24.csv': more, 'students-2026-11-23.csv': fewer })
    await night()
    rmSync(path.join(folder, 'students-2026-11-24.csv'))
    const before = await inStore(tableContents)
    const next = await night()
    expect(next.older).toEqual([{ feed: 'students', files: ['students-2026-11-23.csv'] }])
    expect(await inStore(tableContents)).toEqual(before)
  })
})

describe('what is refused keeps nothing else out', () => {
  const broken = {
    'students-2026-11-24.csv': lines(studentColumns, ...[1, 2, 3].map((id) => studentRow(`0000000${id}`))),
    'library.csv': lines(
      'student_id,occurred_at,event',
      ...Array<string>(20).fill('nobody,2026-11-20T12:00:00,visit'),
    ),
    'printing.csv.gz': gzipSync('student_id,occurred_at,pages\n').subarray(0, 20),
    'attendance-2026-11-24.csv': 'when,who\n',
  }

  it('the night goes on, tells each in a line, and exits 1', async () => {
    const { write, run, folder } = await nights()
    write(nightOf('2026-11-24'))
    await run()
    for (const name of ['students.csv', 'library.csv', 'printing.csv']) rmSync(path.join(folder, name))
    write({ ...broken, 'canvas-2026-11-24.csv': activityOf('2026-11-24', '2026-11-24').canvas ?? '' })
    const { code, stdout, stderr } = await run({ at: tomorrow })
    expect(code).toBe(1)
    expect(stdout).toMatch(
      /^students from students-2026-11-24\.csv: refused\. .*would end 27 of 30 students/mu,
    )
    expect(stdout).toMatch(/^library from library\.csv: refused\. .*without 20 of 20 rows/mu)
    expect(stdout).toMatch(/^printing from printing\.csv\.gz: refused\. printing\.csv\.gz cannot be read/mu)
    expect(stdout).toMatch(
      /^attendance from attendance-2026-11-24\.csv: refused\. .* has no column student_id/mu,
    )
    expect(stdout).toContain('canvas from canvas-2026-11-24.csv: 60 rows read, 60 accepted')
    expect(stdout).toMatch(/^2026-11-23: 30 students/mu)
    expect(stdout).toMatch(/^ +MEND +feeds +Students/mu)
    expect(stderr).toMatch(/^engagement: Not all is well: 4 loads refused, \d feeds to be looked at\.$/mu)
  })

  it('and may be let in by name', async () => {
    const { write, night, folder } = await nights()
    write(nightOf('2026-11-24'))
    await night()
    rmSync(path.join(folder, 'students.csv'))
    write(broken)
    const args = ['--allow-removals', 'students', '--allow-rejects', 'library']
    const { refused, loads } = await night({ at: tomorrow, args })
    expect(feedsOf(refused)).toEqual(['attendance', 'printing'])
    expect(loads.filter(({ unchanged }) => !unchanged)).toMatchObject([
      { feed: 'students', accepted: 3 },
      { feed: 'library', accepted: 0, rejected: 20 },
    ])
  })
})

describe('files that are loaded as nothing', () => {
  it('are told: of no feed, still being written, empty; other programs’ own are not', async () => {
    const { write, run, night } = await nights()
    write(nightOf('2026-11-24'))
    write({
      'studnets.csv': students,
      'archive/students.csv': students,
      'notes.txt': 'x',
      'students-2026-11-25.csv.part': students,
      'canvas-2026-11-25.csv.TMP': 'x',
      'library-2026-11-25.csv': '',
      '.students.csv.x7': students,
      'canvas/_SUCCESS': 'x',
    })
    expect(await night()).toMatchObject({
      code: 1,
      well: false,
      unclaimed: ['archive/students.csv', 'notes.txt', 'studnets.csv'],
      skipped: [
        { name: 'canvas-2026-11-25.csv.TMP', reason: 'unfinished' },
        { name: 'library-2026-11-25.csv', reason: 'empty' },
        { name: 'students-2026-11-25.csv.part', reason: 'unfinished' },
      ],
    })
    const { stdout, stderr } = await run()
    expect(stdout).toMatch(/^studnets\.csv: of no feed\. Name it after one/mu)
    expect(stdout).toMatch(/^students-2026-11-25\.csv\.part: left for the next time/mu)
    expect(stderr).toMatch(/^engagement: Not all is well: 3 files of no feed\.$/mu)
  })

  it('may be named as nobody’s', async () => {
    const { write, night } = await nights()
    write({ ...nightOf('2026-11-24'), 'archive/students.csv': students, 'notes.txt': 'x' })
    const loads = [{ ignore: ['archive/**', '*.txt'] }]
    expect(await night({ loads })).toMatchObject({ code: 0, unclaimed: [] })
  })
})

describe('a command that cannot be carried out', () => {
  test.each([
    [[], /say where the files are/u],
    [['--feeds', 'a', '--from', 'https://x.blob.core.windows.net/feeds'], /name one of the two/u],
    [['--feeds', 'a', '--allow-rejects', 'moodle'], /Allowed choices are organisation/u],
    [['--from', 'http://x.blob.core.windows.net/feeds'], /must begin with https/u],
    [['--from', 'https://x.blob.core.windows.net/feeds?sig=hidden'], /must hold no SAS token/u],
    [['--from', 'https://someone:hidden@x.blob.core.windows.net/feeds'], /must hold no SAS token/u],
    [['--from', 'https://x.blob.core.windows.net/'], /must name a container/u],
    [['--from', 'hidden'], /must be the address of a blob container/u],
  ])('%j is wrong usage, and shows no secret', async (args, reason) => {
    const ran = await engagementHere(['nightly', ...args], { database: (await nights()).database })
    expect(ran).toMatchObject({ code: 2, stdout: '' })
    expect(ran.stderr).toMatch(reason)
    expect(ran.stderr).not.toContain('hidden')
  })

  it('a folder that is not there is refused in one line', async () => {
    const { run, folder } = await nights()
    rmSync(folder, { recursive: true })
    expect(await run()).toEqual({
      code: 1,
      stdout: '',
      stderr: `engagement: ${folder} cannot be read: there is no such folder, or no permission.\n`,
    })
    writeFileSync(folder, '')
    expect(await run()).toMatchObject({ code: 1, stdout: '' })
  })

  it('a folder without any file is no night like others', async () => {
    const { write, run, folder } = await nights()
    write(nightOf('2026-11-24'))
    await run()
    rmSync(folder, { recursive: true })
    mkdirSync(folder)
    const { code, stderr } = await run()
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'engagement: Not all is well: no file is there.\n' })
  })

  it('a rule that makes no sense is refused by its name, before anything is loaded', async () => {
    const { write, run, inStore } = await nights()
    write(nightOf('2026-11-24'))
    const { code, stdout, stderr } = await run({
      loads: [{ feed: 'canvas', files: ['x'], format: 'papercut' }],
    })
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain('loads.0.format: papercut fills printing, not canvas')
    expect(await inStore(({ db }) => db.selectFrom('feed_load').selectAll().execute())).toEqual([])
  })
})
