import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { repository } from '../command'

export interface Instruction {
  name: string
  /** What stands behind the name, on one line. */
  text: string
}

export interface Stage {
  /** As other stages call it; the last has none. */
  name: string | undefined
  base: string
  instructions: Instruction[]
}

/** What is copied into a stage: from another stage, or from the context where `from` is absent. */
export interface Copy {
  from: string | undefined
  sources: string[]
  target: string
}

/** Reads the stages of the product's own Dockerfile. It knows no more of the language than that needs. */
export function readDockerfile(): Stage[] {
  const text = readFileSync(path.join(repository, 'deploy', 'Dockerfile'), 'utf8')
  const stages: Stage[] = []
  for (const instruction of instructionsOf(text)) {
    if (instruction.name === 'FROM') stages.push(stageOf(instruction.text))
    else if (stages.length === 0) throw new Error(`${instruction.name} before the first stage`)
    else stages.at(-1)?.instructions.push(instruction)
  }
  return stages
}

function instructionsOf(text: string): Instruction[] {
  const lines = text
    .split('\n')
    .filter((line) => !/^\s*#/u.test(line))
    .join('\n')
    .replaceAll(/\\\n\s*/gu, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
  return lines.map((line) => {
    const [, name = '', rest = ''] = /^([A-Z]+) (.*)$/u.exec(line) ?? []
    if (name === '') throw new Error(`No instruction: ${line}`)
    return { name, text: rest }
  })
}

function stageOf(text: string): Stage {
  const [, base = '', , name] = /^(\S+)( AS (\S+))?$/u.exec(text) ?? []
  return { base, name, instructions: [] }
}

/** What a stage says by an instruction, every time that it does. */
export const said = ({ instructions }: Stage, name: string): string[] =>
  instructions.filter((instruction) => instruction.name === name).map(({ text }) => text)

export function copiesOf(stage: Stage): Copy[] {
  return said(stage, 'COPY').map(copyOf)
}

export function copyOf(text: string): Copy {
  const from = /^--from=(\S+) /u.exec(text)?.[1]
  const words = text.split(' ').filter((word) => !word.startsWith('--'))
  return { from, sources: words.slice(0, -1), target: words.at(-1) ?? '' }
}

/** A command that is written as a list, so that no shell comes between. */
export function listed(text: string | undefined): string[] {
  return z
    .array(z.string())
    .min(1)
    .parse(JSON.parse(text ?? ''))
}

/** The command of the health check. */
export function healthCheckOf(stage: Stage): string[] {
  return listed(/ CMD (\[.*\])$/u.exec(said(stage, 'HEALTHCHECK')[0] ?? '')?.[1])
}
