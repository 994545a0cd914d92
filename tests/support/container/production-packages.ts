import { existsSync, readFileSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { repository } from '../command'
import { linkTree } from './link-tree'

const lock = z.object({
  packages: z.record(
    z.object({ version: z.string(), dev: z.literal(true).optional(), name: z.string().optional() }),
  ),
})

/** The places under node_modules of what the product is shipped with, for every platform, by the lock file. */
export function productionPlaces(): string[] {
  const { packages } = lock.parse(
    JSON.parse(readFileSync(path.join(repository, 'package-lock.json'), 'utf8')),
  )
  return Object.entries(packages)
    .filter(([place, { dev }]) => place !== '' && dev !== true)
    .map(([place]) => place)
}

/** What is shipped, as `name@version`, by the lock file. */
export function productionPackages(): string[] {
  const { packages } = lock.parse(
    JSON.parse(readFileSync(path.join(repository, 'package-lock.json'), 'utf8')),
  )
  return productionPlaces().map((place) => {
    const known = packages[place]
    return `${known?.name ?? place.split('node_modules/').at(-1) ?? ''}@${known?.version ?? ''}`
  })
}

/** What `npm ci --omit=dev` would install in a folder, from what is installed here. */
export function linkProductionPackages(folder: string): void {
  for (const place of productionPlaces()) {
    const installed = path.join(repository, place)
    // Of another platform.
    if (!existsSync(installed)) continue
    linkTree(realpathSync(installed), path.join(folder, place), { skip: 'node_modules' })
  }
}
