import { z } from 'zod'

const known = new Set<string>()

/** A schema of environment variables. Their names are known from then on: the doctor tells of others that look like them. */
export function variables<Shape extends z.ZodRawShape>(shape: Shape): z.ZodObject<Shape> {
  for (const name of Object.keys(shape)) known.add(name)
  return z.object(shape)
}

/** The names of all variables that anything reads. */
export function knownVariables(): string[] {
  return [...known]
}
