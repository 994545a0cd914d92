import { attributesOf } from '../../bot/telemetry/attributes'

test('attributes that are allowed come out as they are', () => {
  const given = {
    intent: 'show-student',
    outcome: 'answered',
    place: 'personal',
    statements: 3,
    store_milliseconds: 12.5,
  } as const
  expect(attributesOf(given)).toEqual(given)
  expect(attributesOf({ code: undefined })).toEqual({})
})

test('others do not, whatever holds them', () => {
  const more = { name: 'Aisha Rahman', student: '00412301', url: 'https://x/?oid=1', 'enduser.id': 's0101' }
  expect(attributesOf({ intent: 'help', ...more })).toEqual({ intent: 'help' })
})

test.each([
  'how is Aisha doing',
  '00412301',
  's00412301',
  'aisha@students.example',
  '',
  'x'.repeat(65),
  7,
  null,
])('a value that is no code is not told: %p', (code) => {
  const given: object = { code, statements: code }
  expect(attributesOf(given)).toEqual({ code: 'other', ...(code === 7 && { statements: 7 }) })
})
