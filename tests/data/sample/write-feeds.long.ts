import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { addDays } from '../../../data/domain/day'
import { sampleProject } from '../../../data/sample/assignments/wide-posts'
import { WrittenFeeds, type Feed } from './written-feeds'

const headers = {
  organisation: 'unit_code,kind,name,parent_code',
  students:
    'student_id,given_name,family_name,email,mobile,photo_url,programme_code,level,mode,status,start_date,end_date',
  staff: 'staff_id,given_name,family_name,email,entra_object_id',
  assignments: 'staff_id,role,scope_code,level,student_id,start_date,end_date',
  calendar: 'start_date,end_date,kind,programme_code,level,label',
  attendance: 'student_id,session_id,starts_at,status,session_type,module_code',
  canvas: 'student_id,occurred_at,event,count,course_code,due_at',
  library: 'student_id,occurred_at,event,count',
  printing: 'student_id,occurred_at,pages',
}

const today = '2026-11-24'
let feeds: WrittenFeeds

beforeAll(async () => {
  feeds = await WrittenFeeds.write({ seed: 1, today })
})

afterAll(() => feeds.remove())

function hashes({ files }: WrittenFeeds): Promise<string[]> {
  return Promise.all(
    [...files.values()].map(async (file) =>
      createHash('sha256')
        .update(await readFile(file))
        .digest('hex'),
    ),
  )
}

describe('the files', () => {
  it('are the nine feeds in loading order', () => {
    expect([...feeds.files.keys()]).toEqual(Object.keys(headers))
    expect([...feeds.files.values()].map((file) => basename(file))).toEqual([
      'organisation.csv',
      'students.csv',
      'staff.csv',
      'assignments.csv',
      'calendar.csv',
      'attendance.csv.gz',
      'canvas.csv.gz',
      'library.csv.gz',
      'printing.csv.gz',
    ])
  })

  it.each(Object.entries(headers))('%s has the header of the contract', (feed, header) => {
    expect(feeds.contents.get(feed)?.split('\n', 1)).toEqual([header])
  })

  it('are the same bytes for the same seed and day', async () => {
    const again = await WrittenFeeds.write({ seed: 1, today })
    expect(await hashes(again)).toEqual(await hashes(feeds))
    await again.remove()
  })

  it.each(['2026-11-29', '2027-04-07'])('are others for another seed, and as complete on %s', async (day) => {
    const other = await WrittenFeeds.write({ seed: 3, today: day })
    expect(other.content('students')).not.toBe(feeds.content('students'))
    expect(other.content('canvas')).toContain(`,${addDays(day, -1)}T`)
    expect(other.content('canvas')).not.toContain(`,${day}T`)
    await other.remove()
  })

  it('stay below 900,000 rows of activity, and each feed has enough to compare students by', () => {
    const lines = (feed: Feed) => feeds.content(feed).split('\n').length - 2
    expect(lines('canvas')).toBeGreaterThan(150_000)
    expect(lines('attendance')).toBeGreaterThan(100_000)
    expect(lines('library')).toBeGreaterThan(30_000)
    expect(lines('printing')).toBeGreaterThan(8_000)
    expect(lines('canvas') + lines('attendance') + lines('library') + lines('printing')).toBeLessThan(900_000)
  })
})

describe('keys', () => {
  it.each<[Feed, string[]]>([
    ['organisation', ['unit_code']],
    ['students', ['student_id']],
    ['students', ['email']],
    ['staff', ['staff_id']],
    ['staff', ['email']],
    ['staff', ['entra_object_id']],
    ['assignments', ['staff_id', 'role', 'scope_code', 'level', 'student_id', 'start_date']],
    ['attendance', ['student_id', 'session_id']],
    ['attendance', ['student_id', 'starts_at']],
    ['canvas', ['student_id', 'occurred_at', 'event', 'course_code']],
    ['library', ['student_id', 'occurred_at', 'event']],
    ['printing', ['student_id', 'occurred_at']],
  ])('of %s are unique: %j', (feed, columns) => {
    const keys = feeds.rows(feed).map((row) => columns.map((name) => row[name]).join('|'))
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('refer to what exists', () => {
    const units = new Set([...feeds.column('organisation', 'unit_code'), '', sampleProject])
    const students = new Set([...feeds.column('students', 'student_id'), ''])
    const staff = new Set(feeds.column('staff', 'staff_id'))
    expect(feeds.column('students', 'programme_code').every((code) => units.has(code))).toBe(true)
    expect(feeds.column('assignments', 'scope_code').every((code) => units.has(code))).toBe(true)
    expect(feeds.column('assignments', 'student_id').every((id) => students.has(id))).toBe(true)
    expect(feeds.column('assignments', 'staff_id').every((id) => staff.has(id))).toBe(true)
  })
})
