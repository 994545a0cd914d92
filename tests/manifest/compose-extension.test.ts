import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import Ajv from 'ajv'
import { z } from 'zod'
import { repository } from '../support/command'

const schemaFile = path.join(__dirname, '../../../shared/schemas/teams/v1.30-MicrosoftTeams.schema.json')
const hasSchema = existsSync(schemaFile)
if (!hasSchema)
  console.info('Teams manifest schema not found: the message extension is not checked against it')

const parameter = z.object({ name: z.string(), title: z.string(), description: z.string() })
const manifest = z
  .object({
    composeExtensions: z
      .array(
        z
          .object({
            botId: z.string(),
            commands: z
              .array(
                z
                  .object({
                    id: z.string(),
                    title: z.string(),
                    description: z.string(),
                    context: z.array(z.string()),
                    parameters: z.array(parameter.passthrough()).length(1),
                  })
                  .passthrough(),
              )
              .length(1),
          })
          .passthrough(),
      )
      .length(1),
  })
  .passthrough()
  .parse(JSON.parse(readFileSync(path.join(repository, 'manifest', 'manifest.json'), 'utf8')))

test('the message extension says that it finds students and questions, and that the chat sees neither', () => {
  const [extension] = manifest.composeExtensions
  const [command] = extension?.commands ?? []
  expect(command).toMatchObject({ id: 'share', context: ['compose'], title: 'Share a student or a question' })
  expect(command?.description).toMatch(/the chat sees no name/iu)
  expect(command?.parameters[0]?.description).toMatch(/name or student ID/u)
})

const testSchema = hasSchema ? test : test.skip
testSchema('the message extension is as the official schema of manifests has it', () => {
  const schema = z
    .object({ definitions: z.unknown(), properties: z.object({ composeExtensions: z.unknown() }) })
    .parse(JSON.parse(readFileSync(schemaFile, 'utf8')))
  const { definitions, properties } = schema
  const validate = new Ajv({ strict: false }).compile({
    definitions,
    type: 'object',
    properties: { composeExtensions: properties.composeExtensions },
  })
  const filled = {
    composeExtensions: manifest.composeExtensions.map((extension) => ({
      ...extension,
      botId: '0b07a1d0-5f1e-4c7c-9d0a-3e5f8a6b0001',
    })),
  }
  expect(validate(filled) ? [] : validate.errors).toEqual([])
  expect(validate({ composeExtensions: [{ ...filled.composeExtensions[0], commands: [{}] }] })).toBe(false)
})
