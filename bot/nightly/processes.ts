import { createHash, randomUUID } from 'node:crypto'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/**
 * Where a process's number names it: on Linux not the machine, since every container has a process 1 and several may have
 * one name. Without the machine's name: that may be somebody's.
 */
export const world = createHash('sha256').update(numbersIn()).digest('hex').slice(0, 16)

function numbersIn(): string {
  if (process.platform !== 'linux') return hostname()
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return [hostname(), boot, readlinkSync('/proc/self/ns/pid')].join('\n')
  } catch {
    // Whoever cannot tell compares with nobody.
    return randomUUID()
  }
}

/** Whether a process of this world runs, be it another user's. */
export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
