// Lists what the product is shipped with, as CycloneDX: `npm run sbom [-- <file>]`, into dist/ unless a file is named.
//
// npm's own `--omit dev` also leaves out what both the product and a development package need, the database driver among
// them. So npm lists everything that is locked, and what the lock file says is for development alone is taken out here.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const [file = path.join('dist', 'sbom.cdx.json')] = process.argv.slice(2)
const { name, packages } = readLock()
const shipped = new Set(
  ['', ...Object.keys(packages)].filter((place) => !packages[place]?.dev).map(referenceOf),
)

const bom = npmSbom()
// npm calls the product by the folder that it is in.
bom.metadata.component.name = name
bom.components = shippedOnce(bom.components, 'bom-ref')
bom.dependencies = shippedOnce(bom.dependencies, 'ref')
for (const entry of bom.dependencies)
  entry.dependsOn = entry.dependsOn.filter((reference) => shipped.has(reference))

mkdirSync(path.dirname(file), { recursive: true })
writeFileSync(file, `${JSON.stringify(bom, null, 2)}\n`)
console.log(`${file}: ${bom.components.length} packages`)

function readLock() {
  return JSON.parse(readFileSync('package-lock.json', 'utf8'))
}

/** By which CycloneDX refers to the package at a place of the lock file. */
function referenceOf(place) {
  const { name: alias, version } = packages[place]
  return `${alias ?? place.split('node_modules/').at(-1)}@${version}`
}

/** From the lock file alone, so that it needs neither the network nor an installation. */
function npmSbom() {
  const options = ['--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--package-lock-only']
  const ran = spawnSync(process.execPath, [process.env.npm_execpath ?? '', 'sbom', ...options], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (ran.status !== 0) throw new Error(`Run it as 'npm run sbom'. ${ran.stderr}`)
  return JSON.parse(ran.stdout)
}

/** Some versions of npm list a package once for each place that it is in, by its alias there. */
function shippedOnce(entries, key) {
  const seen = new Set()
  return entries.filter(({ [key]: reference }) => {
    const isFirst = shipped.has(reference) && !seen.has(reference)
    seen.add(reference)
    return isFirst
  })
}
