import { z } from 'zod'
import { engagement } from './command'
import { engagementHere } from './command-here'

const told = z.object({
  well: z.boolean(),
  findings: z.array(
    z
      .object({
        check: z.string(),
        state: z.enum(['well', 'warning', 'wrong']),
        what: z.string(),
        mend: z.string().optional(),
      })
      .strict(),
  ),
  notLookedAt: z.array(z.object({ check: z.string(), because: z.string() }).strict()),
})

/** What `engagement doctor --json` told, and how it ended. */
export interface Diagnosis extends z.infer<typeof told> {
  code: number | null
  /** All that it wrote. */
  text: string
  /** How long it took, in milliseconds. */
  took: number
}

export interface Patient {
  database: string
  environment?: Record<string, string>
  args?: readonly string[]
}

/** Asks the doctor in this process. */
export const examineHere = (patient: Patient): Promise<Diagnosis> => diagnose(engagementHere, patient)

/** Asks the doctor in a process of its own, which alone trusts other certificates. */
export const examineAlone = (patient: Patient): Promise<Diagnosis> => diagnose(engagement, patient)

/** Asks the doctor by a way to run commands. */
export async function diagnose(
  run: typeof engagementHere,
  { database, environment = {}, args = [] }: Patient,
): Promise<Diagnosis> {
  const began = performance.now()
  const { code, stdout, stderr } = await run(['doctor', '--json', ...args], { database, environment })
  const took = performance.now() - began
  if (stderr !== '') throw new Error(`The doctor failed: ${stderr}`)
  return { ...told.parse(JSON.parse(stdout)), code, text: stdout, took }
}

/** What a check found, without what is well unless that is all. */
export function found({ findings }: Diagnosis, check: string): Diagnosis['findings'] {
  const own = findings.filter((finding) => finding.check === check)
  const ill = own.filter(({ state }) => state !== 'well')
  return ill.length > 0 ? ill : own
}
