import { useFeedFiles } from '../../support/feed-files'
import { useUniversity } from '../../support/university'

const store = useUniversity()
const files = useFeedFiles(store)

const header = 'student_id,occurred_at,event,note'
const row = (who: string, note: string): string => `${who},2026-10-01T09:00:00Z,visit,${note}`

describe('a quotation mark that is not closed', () => {
  const around = (...notes: string[]) =>
    [
      header,
      row('00000001', 'a'),
      ...notes.map((note) => row('00000001', note)),
      row('00000001', 'z'),
      '',
    ].join('\n')

  it.each([
    ['to the end', around('"open')],
    ['until another', around('"open', 'b', '"open again')],
    ['after values of several lines that are', around('"one\ntwo"', '"open')],
  ])('refuses the file whole that it runs through %s', async (_, text) => {
    const loaded = files.load('library', text, { allowRejects: true })
    await expect(loaded).rejects.toThrow(/the quotation mark on line \d is not closed .* Nothing was loaded/u)
    expect(await store().db.selectFrom('activity_day').selectAll().execute()).toEqual([])
  })

  it('rejects its row alone where it ends with the line', async () => {
    const { accepted, rejects } = await files.load('library', around('"a"b', '5" wide'), {
      allowRejects: true,
    })
    expect([accepted, rejects.map(({ line }) => line)]).toEqual([3, [3]])
  })
})
