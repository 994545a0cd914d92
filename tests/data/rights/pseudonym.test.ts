import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { pseudonymsOf } from '../../../data/rights/pseudonym'

const key = randomBytes(32)
const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 40 })

describe('pseudonyms', () => {
  it('are distinct, of 50 bits, and hold nothing of the ID', () => {
    fc.assert(
      fc.property(ids, (students) => {
        const pseudonyms = [...pseudonymsOf(students, key).values()]
        expect(new Set(pseudonyms).size).toBe(students.length)
        for (const pseudonym of pseudonyms) expect(pseudonym).toMatch(/^P-[0-9A-HJKMNP-TV-Z]{10}$/u)
      }),
    )
  })

  it('stay as they are whoever else is in the cohort, in whatever order', () => {
    fc.assert(
      fc.property(ids, (students) => {
        const all = pseudonymsOf(students, key)
        const [one = ''] = students
        expect(pseudonymsOf([one], key).get(one)).toBe(all.get(one))
        expect(pseudonymsOf([...students].reverse(), key)).toEqual(all)
      }),
    )
  })

  it('differ from project to project, and cannot be made without the key', () => {
    const students = Array.from({ length: 500 }, (_, index) => String(index).padStart(8, '0'))
    const here = new Set(pseudonymsOf(students, key).values())
    const there = [...pseudonymsOf(students, randomBytes(32)).values()]
    expect(there.filter((pseudonym) => here.has(pseudonym))).toEqual([])
    const unkeyed = [...pseudonymsOf(students, Buffer.alloc(0)).values()]
    expect(unkeyed.filter((pseudonym) => here.has(pseudonym))).toEqual([])
  })

  it('are distinct where hashes collide', () => {
    const students = Array.from({ length: 32 }, (_, index) => `s${index}`)
    const pseudonyms = pseudonymsOf(students, key, 1)
    expect(new Set(pseudonyms.values()).size).toBe(32)
    expect(pseudonymsOf([...students].reverse(), key, 1)).toEqual(pseudonyms)
  })
})
