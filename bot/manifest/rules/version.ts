import { unless, type Check } from '../checked'
import { manifestSchemaAddress } from '../schema-address'

/** Teams tells an update by it. */
export const versionIsThreeNumbers: Check = ({ manifest: { version } }) =>
  unless(/^(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}$/u.test(version), 'version', 'be three numbers, such as 1.2.0')

/** A manifest of one's own changes more often than the software, and is uploaded again each time. */
export const versionIsTheSoftwares: Check = ({ manifest, version, isOwnManifest }) =>
  isOwnManifest
    ? unless(
        !isLower(manifest.version, version),
        'version',
        `be ${version} or higher, as package.json has that`,
      )
    : unless(manifest.version === version, 'version', `be ${version}, as in package.json`)

/** By each of the three numbers in turn. */
const isLower = (one: string, other: string): boolean => one.localeCompare(other, 'en', { numeric: true }) < 0

/** What it claims to be is what it is checked as. */
export const schemaIsThePublished: Check = ({ manifest: { $schema } }) =>
  unless($schema === manifestSchemaAddress, '$schema', `be ${manifestSchemaAddress}`)
