import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { words } from '../cards/walk'
import { useContactChat } from '../support/contact-chat'
import { aisha, gareth, ruth } from '../support/people'
import { dataOf, inputsOf } from '../support/pressed'
import { verify } from '../support/trail'

const { store, press, say, rows, record } = useContactChat()

describe('a contact', () => {
  test('saved once more with other words is not saved over, and the words are not lost', async () => {
    const form = await say(ruth, `log a meeting with ${aisha}`)
    const data = { ...dataOf(form, 'Save'), ...inputsOf(form) }
    await press(ruth, data)
    const again = words(await press(ruth, { ...data, note: 'an afterthought' }))
    expect(again).toContain('This contact has changed meanwhile')
    expect(again).toContain('You had written: “an afterthought”')
    expect(await rows()).toHaveLength(1)
  })

  test('is changed by its author, version by version', async () => {
    const card = await record(ruth)
    const form = await press(ruth, dataOf(card, 'Edit'))
    expect(words(form)).toContain('Change a contact')
    expect(inputsOf(form)).toMatchObject({ channel: 'call', note: 'talked about attendance' })
    const changed = await press(ruth, { ...dataOf(form, 'Save'), ...inputsOf(form), note: 'and about work' })
    expect(words(changed)).toContain('Contact changed')
    expect(words(changed)).toContain('edited on Tuesday 24 November, 09:00')
    expect(await rows()).toMatchObject([
      { version: 1, note: 'talked about attendance' },
      { version: 2, note: 'and about work' },
    ])
    const unchanged = await press(ruth, dataOf(changed, 'Edit'))
    await press(ruth, { ...dataOf(unchanged, 'Save'), ...inputsOf(unchanged) })
    expect(await rows()).toHaveLength(2)
  })

  test('changed on another device meanwhile is shown as it stands', async () => {
    const card = await record(ruth)
    const [first, second] = [await press(ruth, dataOf(card, 'Edit')), await press(ruth, dataOf(card, 'Edit'))]
    await press(ruth, { ...dataOf(first, 'Save'), ...inputsOf(first), note: 'first' })
    const late = words(await press(ruth, { ...dataOf(second, 'Save'), ...inputsOf(second), note: 'second' }))
    expect(late).toContain('This contact has changed meanwhile')
    expect(late).toMatch(/\nfirst$/mu)
    expect(late).toContain('You had written: “second”')
    expect(words(await press(ruth, dataOf(card, 'Withdraw')))).toContain('has changed meanwhile')
    expect((await rows()).map(({ note }) => note)).toEqual(['talked about attendance', 'first'])
  })

  test('is withdrawn by its author, told so without its note, and kept', async () => {
    const card = await record(ruth, { followUpOn: '2026-11-30' })
    for (const answer of [
      await press(ruth, dataOf(card, 'Withdraw')),
      await press(ruth, dataOf(card, 'Withdraw')),
    ]) {
      expect(words(answer)).toContain('Contact withdrawn')
      expect(words(answer)).not.toMatch(/talked|follow up/u)
      expect(() => dataOf(answer, 'Edit')).toThrow()
    }
    expect(await rows()).toMatchObject([
      { version: 1, state: 'recorded', note: 'talked about attendance' },
      { version: 2, state: 'withdrawn', note: null },
    ])
    expect(words(await press(ruth, dataOf(card, 'Edit')))).toContain('Contact withdrawn')
    const saved = { ...dataOf(card, 'Withdraw'), verb: 'contact-save', student: aisha, version: 2 }
    const revived = await press(ruth, { ...saved, channel: 'call', happenedOn: '2026-11-24' })
    expect(words(revived)).toContain('has changed meanwhile')
    expect(await rows()).toHaveLength(2)
  })
})

test('any saves, changes and withdrawals of two people keep every version and show the newest alone', async () => {
  const step = fc.record({
    who: fc.constantFrom(ruth, gareth),
    what: fc.constantFrom('save', 'edit', 'withdraw'),
    contact: fc.nat(2),
    version: fc.nat(4),
    note: fc.stringMatching(/^[a-z]{6,10}$/u),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
      await store.db.deleteFrom('contact_version').execute()
      const ids = [randomUUID(), randomUUID(), randomUUID()]
      /** Every version that must be there, in the order in which they were written. */
      const kept = new Map<string, { by: string; note: string | null }[]>(ids.map((id) => [id, []]))
      for (const [at, { who, what, contact: index, version: guess, note: word }] of steps.entries()) {
        const note = `${word}${at}x`
        const contact = ids[index] ?? ''
        const versions = kept.get(contact) ?? []
        const last = versions.at(-1)
        const version = what === 'save' ? 0 : guess
        const data =
          what === 'withdraw'
            ? { verb: 'contact-withdraw', contact, version }
            : {
                verb: 'contact-save',
                contact,
                version,
                student: aisha,
                channel: 'call',
                happenedOn: '2026-11-24',
                note,
              }
        await press(who, data)
        const isOwn = last === undefined ? what !== 'withdraw' : last.by === who && last.note !== null
        if (isOwn && version === versions.length)
          versions.push({ by: who, note: what === 'withdraw' ? null : note })
        const held = (await rows()).filter((row) => row.contact_id === contact)
        expect(held.map((row) => [row.version, row.note])).toEqual(
          versions.map((each, at) => [at + 1, each.note]),
        )
      }
      const shown = words(await say(gareth, `contacts with ${aisha}`))
      for (const versions of kept.values())
        for (const [at, { note }] of versions.entries())
          if (note !== null) {
            const isNewest = at === versions.length - 1
            const elsewhere = [...kept.values()].some((other) => other.at(-1)?.note === note)
            if (isNewest) expect(shown).toContain(note)
            else if (!elsewhere) expect(shown).not.toContain(note)
          }
    }),
    { numRuns: 25 },
  )
  expect((await verify(store)).faults).toEqual([])
})
