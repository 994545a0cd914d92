import { lines, useFeedFiles } from '../../support/feed-files'
import { useUniversity } from '../../support/university'
import { studentRow, students } from '../../support/university-feeds'

const store = useUniversity()
const files = useFeedFiles(store)

it('where nobody is known yet, every row is of nobody', async () => {
  await store().db.deleteFrom('assignment').execute()
  await store().db.deleteFrom('student').execute()
  const { accepted, rejected, reasons } = await files.load(
    'library',
    lines('student_id,occurred_at,event', '00000001,2026-11-16T09:00:00Z,visit'),
    { allowRejects: true },
  )
  expect([accepted, rejected, Object.keys(reasons).length]).toEqual([0, 1, 1])
})

it('a row rejected before, given another chance, does not undo what has come since', async () => {
  const monday = lines('student_id,session_id,starts_at,status', '00000090,E1,2026-11-16T09:00:00Z,absent')
  await files.load('attendance', monday)
  await files.load('students', `${students}${studentRow('00000090')}\n`)
  const corrected = monday.replace('absent', 'authorised-absence')
  await files.loadFile('attendance', files.write('tuesday.csv', corrected))
  await files.load('attendance', monday)
  const held = await store().db.selectFrom('attendance').select('status').execute()
  expect(held).toEqual([{ status: 'authorised-absence' }])
})
