import { readFileSync } from 'node:fs'
import path from 'node:path'
import { CommanderError, type Command } from 'commander'
import { z } from 'zod'
import { createProgram } from '../../bot/cli'
import { repository } from './command'
import type { Part } from './markdown'

/** A command as a document tells a reader to type it. */
export interface DocumentedCommand {
  line: number
  /** Variables that are set before it. */
  variables: string[]
  words: string[]
  /** In a block it can be copied as it stands; within a sentence only its names and options are looked at. */
  isWhole: boolean
}

/** The commands of this product and of npm in a document's code. */
export function commandsIn(parts: readonly Part[]): DocumentedCommand[] {
  return parts.flatMap((part) => {
    if (part.type === 'inlineCode') return commandOf(part.value, part.line, false)
    if (part.type !== 'code') return []
    return joinedLines(part.value).flatMap(({ text, offset }) =>
      text.split(/ (?:&&|\||;) /u).flatMap((each) => commandOf(each, part.line + 1 + offset, true)),
    )
  })
}

/** The lines of a block, those that end in a backslash with the next. */
function joinedLines(block: string): { text: string; offset: number }[] {
  const joined: { text: string; offset: number }[] = []
  let isOpen = false
  for (const [offset, line] of block.split('\n').entries()) {
    const text = line.replace(/\\$/u, '').trim()
    const last = joined.at(-1)
    if (isOpen && last) last.text += ` ${text}`
    else joined.push({ text, offset })
    isOpen = line.endsWith('\\')
  }
  return joined
}

function commandOf(text: string, line: number, isBlock: boolean): DocumentedCommand[] {
  const words = (text.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/gu) ?? []).map((word) =>
    word.replaceAll(/["']/gu, ''),
  )
  const first = words.findIndex((word) => !/^[A-Za-z_]\w*=/u.test(word))
  const variables = words.slice(0, first).map((word) => word.split('=')[0] ?? '')
  const typed = words.slice(first).join(' ')
  const own = /^(?:npx engagement|node bot\/engagement\.mjs|engagement)(?= |$)/u.exec(typed)
  if (!own && !/^npm(?= |$)/u.test(typed)) return []
  const rest = own ? ['engagement', ...words.slice(first + own[0].split(' ').length)] : words.slice(first)
  const isWhole = isBlock && !/[<…[]/u.test(typed)
  return [{ line, variables, words: rest, isWhole }]
}

/** What is wrong with a command; undefined where it is as the product has it. */
export async function faultOf({ words, isWhole }: DocumentedCommand): Promise<string | undefined> {
  const [program, ...rest] = words
  if (program === 'npm') return npmFault(rest)
  if (rest.length === 0) return undefined
  return namesFault(rest) ?? (isWhole ? await parseFault(rest) : undefined)
}

const manifest = z.object({ scripts: z.record(z.string()) })

function npmFault(words: readonly string[]): string | undefined {
  const { scripts } = manifest.parse(JSON.parse(readFileSync(path.join(repository, 'package.json'), 'utf8')))
  const [verb, ...rest] = words
  const script = verb === 'run' ? rest.find((word) => !word.startsWith('-')) : verb
  if (verb !== 'run' && !['test', 'start'].includes(verb ?? '')) return undefined
  return script !== undefined && script in scripts ? undefined : `package.json has no script ${script ?? ''}`
}

/** The command that is meant, by its names (`plan|send` is either), and each of its options. */
function namesFault(words: readonly string[]): string | undefined {
  let command: Command = createProgram()
  let at = 0
  for (; command.commands.length > 0 && at < words.length; at += 1) {
    const name = words[at] ?? ''
    if (name.startsWith('-')) break
    if (isPlaceholder(name)) return undefined
    const several = name.split('|').map((each) => command.commands.find((one) => one.name() === each))
    const [next] = several
    if (!next || several.includes(undefined)) return `there is no command ${name}`
    command = next
  }
  const known = command.options.flatMap(({ long, short }) => [long, short])
  const unknown = words
    .slice(at)
    .map((word) => word.replace(/^\[?(--?[\w-]+).*$/u, '$1'))
    .find((word) => /^--?\w/u.test(word) && ![...known, '--help', '-h'].includes(word))
  return unknown && `${command.name()} has no option ${unknown}`
}

const isPlaceholder = (word: string): boolean => /^[<…[]/u.test(word)

/** Lets the command line itself read the words, and do nothing. */
async function parseFault(words: readonly string[]): Promise<string | undefined> {
  const program = createProgram()
  doNothing(program)
  try {
    await program.parseAsync([...words], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return error.exitCode === 0 ? undefined : error.message
  }
  return undefined
}

function doNothing(command: Command): void {
  command.configureOutput({ writeOut: () => undefined, writeErr: () => undefined })
  if (command.commands.length === 0) command.action(() => undefined)
  command.commands.forEach(doNothing)
}
