import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { repository } from '../support/command'
import { productionPackages } from '../support/container/production-packages'
import { temporaryFolder } from '../support/store'

const file = path.join(temporaryFolder(), 'sbom.cdx.json')
const bill = z.object({
  bomFormat: z.literal('CycloneDX'),
  metadata: z.object({ component: z.object({ type: z.string(), name: z.string(), version: z.string() }) }),
  components: z.array(
    z.object({
      'bom-ref': z.string(),
      purl: z.string(),
      hashes: z.array(z.object({ alg: z.string() })).min(1),
    }),
  ),
  dependencies: z.array(z.object({ ref: z.string(), dependsOn: z.array(z.string()) })),
})

test('lists what is shipped, all of it and nothing else, without the network', () => {
  const { status, stderr } = spawnSync(`npm run --silent sbom -- "${file}"`, {
    cwd: repository,
    shell: true,
    encoding: 'utf8',
    env: { ...process.env, npm_config_offline: 'true' },
  })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })

  const { metadata, components, dependencies } = bill.parse(JSON.parse(readFileSync(file, 'utf8')))
  expect(metadata.component).toMatchObject({ type: 'application', name: 'my-engagement-for-teams' })
  const listed = components.map((component) => component['bom-ref'])
  expect(listed.sort()).toEqual([...new Set(productionPackages())].sort())
  expect(listed).toEqual(expect.arrayContaining([expect.stringMatching(/^tedious@/u)]))

  const known = new Set([...listed, `${metadata.component.name}@${metadata.component.version}`])
  expect(
    dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn]).filter((each) => !known.has(each)),
  ).toEqual([])
})
