import { existsSync, statfsSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileOf, isSqlite } from '../../data/store/open'
import type { Check, Finding, OnThisMachine } from './check'

/** Of an embedded store: who else can read its file, on what disk it lies, and whether there is room. */
export const storeFileCheck: Check<OnThisMachine> = {
  name: 'store-file',
  look: ({ configured: { store } }) => {
    if (!store || !isSqlite(store.database))
      return Promise.resolve({ because: 'the store is not an embedded one' })
    const file = path.resolve(fileOf(store.database))
    if (!existsSync(file)) return Promise.resolve({ because: 'there is no store yet' })
    const found = [...readers(file), ...disk(file), ...room(file)]
    return Promise.resolve(
      found.length > 0
        ? found
        : [
            {
              state: 'well',
              what: 'The file of the store is readable for its owner alone, on a local disk with room.',
            },
          ],
    )
  },
}

const ofOthers = { read: 0o004, enter: 0o001, readOrWrite: 0o006 }

/** Anybody on the machine, where each folder above lets them in. Windows has other rights. */
function readers(file: string): Finding[] {
  if (process.platform === 'win32') return []
  const open = [file, `${file}-wal`].filter(
    (each) => existsSync(each) && (statSync(each).mode & ofOthers.readOrWrite) !== 0,
  )
  if (
    open.length === 0 ||
    !foldersAbove(file).every((folder) => (statSync(folder).mode & ofOthers.enter) !== 0)
  )
    return []
  return [
    {
      state: 'warning',
      what: 'Everybody on this machine can read the file of the store.',
      mend: `chmod 600 ${open.join(' ')}, and let the folder belong to the user of the bot alone (chmod 700).`,
    },
  ]
}

function foldersAbove(file: string): string[] {
  const folder = path.dirname(file)
  return folder === file ? [] : [folder, ...foldersAbove(folder)]
}

/** By Linux' own numbers of file systems, see statfs(2). */
const overNetwork: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0xff534d42, 'SMB'],
  [0xfe534d42, 'SMB'],
  [0x517b, 'SMB'],
  [0x65735546, 'FUSE, perhaps over a network'],
  [0x01021997, '9P, perhaps over a network'],
  [0x00c36400, 'Ceph'],
])

function disk(file: string): Finding[] {
  const kind = process.platform === 'linux' ? overNetwork.get(statfsSync(file).type) : undefined
  if (kind === undefined) return []
  return [
    {
      state: 'warning',
      what: `The file of the store lies on a file system over the network (${kind}), where two programs can damage it.`,
      mend: 'Move it to a local disk, or use a SQL Server: deploy/README.md.',
    },
  ]
}

const [leastRoom, amongLeast] = [1024 ** 3, 100 * 1024 ** 2]

/** A load writes the store's log beside it, and a migration may write all of it anew. */
function room(file: string): Finding[] {
  const { bavail, bsize } = statfsSync(path.dirname(file))
  const [free, size] = [bavail * bsize, statSync(file).size]
  if (free >= leastRoom && free >= size) return []
  return [
    {
      state: free < amongLeast ? 'wrong' : 'warning',
      what: `The disk of the store has ${megabytes(free)} left; the store itself is ${megabytes(size)}.`,
      mend: 'Make room before the next load: at least as much as the store itself, and one gigabyte.',
    },
  ]
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 ** 2).toLocaleString('en-GB')} MB`
