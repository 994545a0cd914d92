import { accessSync, constants, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { addDays, dayOf, type Day } from '../../data/domain/day'
import { packageRoot } from '../../data/store/package-root'
import { dateInWords } from './dates'
import type { Check, Finding, OnThisMachine } from './check'
import { readNodeNetwork } from './node-network'
import { releaseLines, scheduleKnownOn } from './release-lines'

/** Whether this is a Node that the product runs on and that still gets fixes, and what it was told of the network. */
export const nodeCheck: Check<OnThisMachine> = {
  name: 'node',
  look: ({ time }) => Promise.resolve([version(dayOf(time())), ...network()]),
}

/** How long before a line ends that is told, in days. */
const foresight = 90

function version(today: Day): Finding {
  const own = process.version.slice(1)
  const wanted = wantedVersion()
  const [major = 0] = numbersOf(own)
  const end = releaseLines.get(major)
  const mend = `Install ${newestLine(today)}, or use the container of deploy.`
  if (isOlder(own, wanted))
    return { state: 'wrong', what: `Node ${own} is older than this needs: ${wanted} or newer.`, mend }
  const known = `as known on ${dateInWords(scheduleKnownOn)}`
  if (end === undefined)
    return {
      state: 'warning',
      what: `Node ${own}: whether that line is maintained is not known here (${known}).`,
      mend: 'See the schedule at https://github.com/nodejs/Release.',
    }
  if (today >= end)
    return { state: 'warning', what: `Node ${own} has had no fixes since ${dateInWords(end)}.`, mend }
  const what = `Node ${own}, maintained to ${dateInWords(end)}, ${known}.`
  return today >= addDays(end, -foresight) ? { state: 'warning', what, mend } : { state: 'well', what }
}

/** "Node 26, which is maintained to 30 April 2029": of those that get fixes now, the one that does so longest. */
function newestLine(today: Day): string {
  // The last three years of a line, in which it gets fixes.
  const lines = [...releaseLines].filter(([, end]) => end > today && addDays(end, -3 * 366) < today)
  const [major, end] = lines.at(-1) ?? []
  return major === undefined || end === undefined
    ? 'a maintained line of Node'
    : `Node ${major}, which is maintained to ${dateInWords(end)}`
}

const manifest = z.object({ engines: z.object({ node: z.string().regex(/^>=\d+(\.\d+)*$/u) }) })

/** The oldest version that package.json allows. */
function wantedVersion(): string {
  const text = readFileSync(path.join(packageRoot(), 'package.json'), 'utf8')
  return manifest.parse(JSON.parse(text)).engines.node.slice('>='.length)
}

const numbersOf = (text: string): number[] => text.split(/[.-]/u).slice(0, 3).map(Number)

function isOlder(own: string, wanted: string): boolean {
  const [ours, theirs] = [numbersOf(own), numbersOf(wanted)]
  const at = theirs.findIndex((number, index) => (ours[index] ?? 0) !== number)
  return at >= 0 && (ours[at] ?? 0) < (theirs[at] ?? 0)
}

function network(): Finding[] {
  const { proxy, authorities, checksCertificates } = readNodeNetwork()
  const findings: Finding[] = []
  if (!checksCertificates)
    findings.push({
      state: 'wrong',
      what: 'NODE_TLS_REJECT_UNAUTHORIZED=0: nobody who answers is checked, so tokens and data may go to anybody.',
      mend: 'Remove it; an authority of your own goes into NODE_EXTRA_CA_CERTS.',
    })
  if (authorities !== undefined && !isReadable(authorities))
    findings.push({
      state: 'warning',
      what: 'NODE_EXTRA_CA_CERTS names a file that cannot be read: Node goes on without it.',
      mend: 'Name a file in PEM form that the user of this process may read.',
    })
  if (proxy === 'named')
    findings.push({
      state: 'warning',
      what: 'HTTPS_PROXY is set, and Node does not use it: each address is connected to directly.',
      mend: "Allow the addresses under 'outbound' directly; this version was not tried behind a proxy.",
    })
  return findings
}

function isReadable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK)
    return true
  } catch {
    return false
  }
}
