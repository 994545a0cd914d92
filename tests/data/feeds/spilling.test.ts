import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openDuck } from '../../../data/feeds/duck'

test('what does not fit into memory goes to the folder for temporary files, and is removed', async () => {
  const [one, other] = [await openDuck(), await openDuck()]
  const [[folder], [othersFolder]] = [await one.rows(setting), await other.rows(setting)]
  other.close()
  try {
    await one.run('set threads = 1')
    await one.run("set memory_limit = '60MB'")
    await one.run('create table large as select md5(range::varchar) as text from range(2000000)')

    expect(path.dirname(String(folder?.value))).toBe(tmpdir())
    expect(folder).not.toEqual(othersFolder)
    expect(existsSync(String(folder?.value))).toBe(true)
    expect(existsSync('.tmp')).toBe(false)
  } finally {
    one.close()
  }
  expect(existsSync(String(folder?.value))).toBe(false)
})

const setting = "select current_setting('temp_directory') as value"
