import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Ajv from 'ajv'
import { gallery } from '../../cards/gallery'
import { cardAction } from '../../cards/verbs'
import { ofType, parts, size } from './walk'

const schemaFile = join(
  __dirname,
  '../../../shared/schemas/adaptive-cards/teams-cards-2.1.0.derived.schema.json',
)
const hasSchema = existsSync(schemaFile)
if (!hasSchema) console.info('Teams card schema not found: the cards are not checked against it')
const describeSchema = hasSchema ? describe : describe.skip

const examples = gallery.map(({ name, card }) => [name, card] as const)

describe('every card of the gallery', () => {
  test('has a name of its own', () => {
    expect(new Set(gallery.map(({ name }) => name)).size).toBe(gallery.length)
  })

  test.each(examples)('%s is bound throughout', (_name, card) => {
    expect(JSON.stringify(card)).not.toContain('${')
    expect(card.version).toBe('1.5')
  })

  test.each(examples)('%s has a heading', (_name, card) => {
    expect(ofType(card, 'TextBlock').some(({ style }) => style === 'heading')).toBe(true)
  })

  test.each(examples)('%s describes its images', (_name, card) => {
    for (const image of ofType(card, 'Image')) expect(image['altText']).toMatch(/\w/)
  })

  test.each(examples)('%s has a fallback for what only Teams draws', (_name, card) => {
    const teamsOnly = parts(card).filter(({ type }) =>
      /^(Chart\.|Badge$|Icon$|CodeBlock$|ProgressBar$|ProgressRing$|Rating|Carousel|CompoundButton$)/.test(
        String(type),
      ),
    )
    for (const part of teamsOnly) expect(part).toHaveProperty('fallback')
  })

  test.each(examples)('%s wraps its text', (_name, card) => {
    const short = (text: unknown): boolean => typeof text === 'string' && text.length <= 20
    for (const { text, wrap } of ofType(card, 'TextBlock')) expect(wrap === true || short(text)).toBe(true)
  })

  test.each(examples)(
    '%s shows at most six actions together, each understood when it comes back',
    (_name, card) => {
      for (const { actions } of ofType(card, 'ActionSet')) {
        const buttons = parts(actions).filter(({ type }) => String(type).startsWith('Action.'))
        expect(buttons.length).toBeGreaterThan(0)
        expect(buttons.length).toBeLessThanOrEqual(6)
        for (const { data } of buttons) expect(cardAction.safeParse(data).success).toBe(true)
      }
    },
  )

  test.each(examples)('%s stays under 28 KB', (_name, card) => {
    expect(size(card)).toBeLessThan(28 * 1024)
  })
})

describeSchema('against the schema of Teams cards', () => {
  test.each(examples)('%s is valid', (_name, card) => {
    const schema: unknown = JSON.parse(readFileSync(schemaFile, 'utf8'))
    if (typeof schema !== 'object' || schema === null) throw new Error('the schema is not an object')
    const validate = new Ajv({ strict: false }).compile(schema)
    expect(validate(card) ? [] : validate.errors).toEqual([])
  })
})
