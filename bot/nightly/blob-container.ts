import { mkdir, open, rm, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import type { TokenCredential } from '@azure/identity'
import { ContainerClient, RestError, type BlobClient } from '@azure/storage-blob'
import { backOff } from 'exponential-backoff'
import type { Arrival } from '../../data/feeds/arrivals/arrival'
import { blobFault } from './blob-fault'
import type { ContainerAddress } from './container-address'
import type { FeedFiles } from './feed-files'
import { temporaryFolder, type TemporaryFolder } from './temporary-folder'

/** One file may take so long, in milliseconds. */
const patience = 3_600_000

/** Feed files in a blob container: each is on this machine's disk for as long as it is read, and no longer. */
export function blobContainer(address: ContainerAddress, credential: TokenCredential): FeedFiles {
  const client = new ContainerClient(address.url, credential, {
    retryOptions: { maxTries: 5, retryDelayInMs: 1_000, maxRetryDelayInMs: 20_000 },
  })
  let temporary: TemporaryFolder | undefined
  let downloads = 0
  return {
    place: address.place,
    list: async () => {
      try {
        return await list(client, address.prefix)
      } catch (error) {
        throw blobFault('The container', error)
      }
    },
    use: async (files, work) => {
      temporary ??= temporaryFolder()
      const folders: string[] = []
      const paths: string[] = []
      try {
        for (const { name } of files) {
          const folder = path.join(temporary.path, String((downloads += 1)))
          folders.push(folder)
          await mkdir(folder, { mode: 0o700 })
          paths.push(await download(client, address.prefix + name, folder))
        }
        return await work(paths)
      } finally {
        for (const folder of folders) await rm(folder, { recursive: true, force: true })
      }
    },
    close: () => Promise.resolve(temporary?.remove()),
  }
}

async function list(client: ContainerClient, prefix: string): Promise<Arrival[]> {
  const arrivals: Arrival[] = []
  for await (const { name, properties, metadata } of client.listBlobsFlat({
    prefix,
    includeMetadata: true,
  })) {
    // Storage with real folders lists them too.
    if (metadata?.hdi_isfolder === 'true' || name.endsWith('/')) continue
    const { lastModified, contentLength = 0 } = properties
    arrivals.push({
      name: name.slice(prefix.length),
      bytes: contentLength,
      writtenAt: lastModified,
      changedAt: lastModified,
    })
  }
  return arrivals
}

/** Writes a blob into a folder. Gives the file's path. */
async function download(client: ContainerClient, blob: string, folder: string): Promise<string> {
  const name = nameOnDisk(blob)
  const file = path.join(folder, name)
  const handle = await open(file, 'wx', 0o600)
  try {
    await receive(client.getBlobClient(blob), handle)
    return file
  } catch (error) {
    throw blobFault(name, error)
  } finally {
    await handle.close()
  }
}

/** A download that breaks off is taken up where it was; the library itself takes up only one that ends too early. */
async function receive(blob: BlobClient, into: FileHandle): Promise<void> {
  const abortSignal = AbortSignal.timeout(patience)
  let received = 0
  let whole: { etag: string | undefined; bytes: number } | undefined
  const goOn = async (): Promise<void> => {
    const conditions = whole?.etag === undefined ? {} : { ifMatch: whole.etag }
    const {
      etag,
      contentLength = 0,
      readableStreamBody,
    } = await blob.download(received, undefined, {
      abortSignal,
      conditions,
    })
    whole ??= { etag, bytes: contentLength }
    for await (const chunk of (readableStreamBody ?? []) as AsyncIterable<Buffer>) {
      await into.write(chunk)
      received += chunk.length
    }
    if (received < whole.bytes) throw new Error('The download ended too early.')
  }
  await backOff(goOn, {
    numOfAttempts: 6,
    startingDelay: 200,
    jitter: 'full',
    // Answers that say no, the library has asked again itself where that helps.
    retry: (error: unknown) => !(error instanceof RestError) && !abortSignal.aborted,
  })
}

/** The last part of a blob's name, which may hold anything, as a file's name on any system. */
function nameOnDisk(blob: string): string {
  const name = path.posix
    .basename(blob)
    .replaceAll(/[^\p{L}\p{N}._ -]/gu, '_')
    .slice(-120)
  return /[^. ]/u.test(name) ? name : 'file'
}
