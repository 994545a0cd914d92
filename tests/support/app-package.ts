import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { assemble, manifestFile, parseJson, type AppPackage } from '../../bot/manifest/app-package'
import { faultInWords } from '../../bot/manifest/fault'
import { guidelineFaults } from '../../bot/manifest/guidelines'
import type { ManifestValues } from '../../bot/manifest/values'
import { repository } from './command'

export const manifestFolder = path.join(repository, 'manifest')

/** Whose package the tests make. */
export const values: ManifestValues = {
  TEAMS_APP_ID: '3f2a7c10-9b4e-4d6f-8a21-5c7e9d0b1a02',
  BOT_ID: '0b07a1d0-5f1e-4c7c-9d0a-3e5f8a6b0001',
  BOT_DOMAIN: 'engagement.university.ac.uk',
}

export const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(path.join(repository, 'package.json'), 'utf8')))

/** The package as it comes along, filled. */
export const soundPackage = (): AppPackage => assemble(manifestFolder, values)

/** The package with one value of its manifest changed, named as `bots/0/scopes`; undefined takes it away. */
export const withValue = (at: string, value: unknown, files = soundPackage()): AppPackage =>
  withJson(files, manifestFile, at.split('/'), value)

/** The same of its strings in Welsh. */
export const withWelsh = (key: string, text: unknown, files = soundPackage()): AppPackage =>
  withJson(files, 'cy.json', [key], text)

function withJson(files: AppPackage, name: string, at: readonly string[], value: unknown): AppPackage {
  const json = changed(parseJson(files.get(name) ?? Buffer.from(''), name), at, value)
  return withFile(files, name, Buffer.from(JSON.stringify(json)))
}

/** A package in which one file is another; undefined takes it away. */
export function withFile(files: AppPackage, name: string, bytes: Uint8Array | undefined): AppPackage {
  const others = [...files].filter(([other]) => other !== name)
  return new Map(bytes === undefined ? others : [...others, [name, bytes]])
}

function changed(whole: unknown, [step, ...rest]: readonly string[], value: unknown): unknown {
  if (step === undefined) return value
  if (Array.isArray(whole)) {
    const list = z.array(z.unknown()).parse(whole)
    return Object.assign(list, { [step]: changed(list[Number(step)], rest, value) })
  }
  const object = z.record(z.unknown()).catch({}).parse(whole)
  return { ...object, [step]: changed(object[step], rest, value) }
}

/** What the guidelines say of a package, a line for each fault. */
export const saidOf = (files: AppPackage, of = version): string[] =>
  guidelineFaults(files, { values, version: of, isOwnManifest: false }).map(faultInWords)

const commandLists = z.array(
  z.object({
    scopes: z.array(z.string()),
    commands: z.array(z.object({ title: z.string(), description: z.string() })),
  }),
)

/** The lists of commands, each with where they are offered. */
export function commandListsOf(files: AppPackage): z.infer<typeof commandLists> {
  const bots = z.object({ bots: z.tuple([z.object({ commandLists })]) })
  return bots.parse(parseJson(files.get(manifestFile) ?? Buffer.from(''), manifestFile)).bots[0].commandLists
}
