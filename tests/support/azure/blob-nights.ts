import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { migrate } from '../../../data/store/migrate'
import { openStore } from '../../../data/store/open'
import type { Store } from '../../../data/store/store'
import { startCommand, type Ran, type Running } from '../command'
import { requireFreshBuild } from '../fresh-build'
import { createCertificate, type Certificate } from '../identity/certificate'
import { nightSchema, type NightDocument } from '../nightly'
import { temporaryFolder } from '../store'
import { startBlobStorage, type BlobStorage } from './blob-storage'
import { startManagedIdentity, type ManagedIdentityEndpoint } from './managed-identity'

export interface BlobNights {
  storage: BlobStorage
  identity: ManagedIdentityEndpoint
  /** Where the command may put what it downloads. */
  temporary: string
  start: (args?: readonly string[], given?: Given) => Running
  run: (args?: readonly string[], given?: Given) => Promise<Ran>
  /** The same, and what it printed. */
  night: (args?: readonly string[], given?: Given) => Promise<NightDocument>
  inStore: <T>(work: (store: Store) => Promise<T>) => Promise<T>
}

interface Given {
  from?: string
  environment?: Record<string, string>
  within?: readonly string[]
}

/** A blob container, an identity that may read it and an empty store, new for each test of the file. */
export function useBlobNights(): () => BlobNights {
  const folder = temporaryFolder()
  const temporary = path.join(folder, 'tmp')
  let certificate: Certificate | undefined
  let nights: BlobNights | undefined
  let number = 0

  beforeAll(async () => {
    requireFreshBuild()
    mkdirSync(temporary)
    certificate = await createCertificate(folder)
  })
  beforeEach(async () => {
    if (!certificate) throw new Error('There is no certificate.')
    const identity = await startManagedIdentity('0b07a1d0-5f1e-4c7c-9d0a-3e5f8a6b0001')
    const storage = await startBlobStorage(identity, certificate)
    const database = `sqlite:${path.join(folder, `${(number += 1)}.db`)}`
    const environment = {
      ...identity.environment,
      NODE_EXTRA_CA_CERTS: certificate.file,
      TMPDIR: temporary,
    }
    nights = blobNights({ storage, identity, temporary, database, environment })
    await nights.inStore((store) => migrate(store, () => new Date()))
  })
  afterEach(async () => {
    await nights?.storage.close()
    await nights?.identity.close()
  })
  return () => {
    if (!nights) throw new Error('The container is there only while tests run.')
    return nights
  }
}

interface Setting extends Pick<BlobNights, 'storage' | 'identity' | 'temporary'> {
  database: string
  environment: Record<string, string>
}

function blobNights({ database, environment, ...places }: Setting): BlobNights {
  const start: BlobNights['start'] = (args = [], given = {}) =>
    startCommand(['nightly', '--from', given.from ?? places.storage.url, ...args], {
      database,
      environment: { ...environment, ...given.environment },
      within: given.within ?? [],
    })
  return {
    ...places,
    start,
    run: (...given) => start(...given).ended,
    night: async (args = [], given = {}) => {
      const { stdout } = await start([...args, '--json'], given).ended
      return nightSchema.parse(JSON.parse(stdout))
    },
    inStore: async (work) => {
      const store = openStore(database)
      return work(store).finally(() => store.close())
    },
  }
}
