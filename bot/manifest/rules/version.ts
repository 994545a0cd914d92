import { unless, type Check } from '../checked'
import { manifestSchemaAddress } from '../schema-address'

/** Teams tells an update by it. */
export const versionIsThreeNumbers: Check = ({ manifest: { version } }) =>
  unless(/^(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}$/u.test(version), 'version', 'be three numbers, such as 1.2.0')

export const versionIsTheSoftwares: Check = ({ manifest, version }) =>
  unless(manifest.version === version, 'version', `be ${version}, as in package.json`)

/** What it claims to be is what it is checked as. */
export const schemaIsThePublished: Check = ({ manifest: { $schema } }) =>
  unless($schema === manifestSchemaAddress, '$schema', `be ${manifestSchemaAddress}`)
