import { EngagementError, reasonOf } from '../../../data/domain/errors'
import { fullName } from '../../../data/domain/student'

describe('a name as staff read it', () => {
  it.each([
    ['Aisha', 'Khan', 'Aisha Khan'],
    ['-', 'Suharto', 'Suharto'],
    ['Anne-Marie', 'O’Neill', 'Anne-Marie O’Neill'],
  ])('%s %s', (given_name, family_name, expected) => {
    expect(fullName({ given_name, family_name })).toBe(expected)
  })
})

describe('an expected failure', () => {
  it('keeps its code and cause', () => {
    const cause = new Error('no disk')
    const error = new EngagementError('store-unavailable', 'Mend the disk.', { cause })
    expect(error).toMatchObject({
      name: 'EngagementError',
      code: 'store-unavailable',
      message: 'Mend the disk.',
      cause,
    })
    expect(error).toBeInstanceOf(Error)
  })

  it.each([
    [new Error('first\nsecond'), 'first'],
    ['thrown text', 'thrown text'],
    [undefined, 'undefined'],
  ])('is told in one line: %p', (thrown, expected) => {
    expect(reasonOf(thrown)).toBe(expected)
  })
})
