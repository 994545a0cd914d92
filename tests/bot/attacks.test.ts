import type { Attacks } from './attacks/attack'
import { beyondTheRole } from './attacks/beyond-the-role'
import { changedSenders } from './attacks/changed-senders'
import { endedRights } from './attacks/ended-rights'
import { forgedActs } from './attacks/forged-acts'
import { forgedAlertActs } from './attacks/forged-alert-acts'
import { forgedCards } from './attacks/forged-cards'
import { groupChats } from './attacks/group-chats'
import { injections } from './attacks/injections'
import { probes } from './attacks/probes'
import { sizeAndShape } from './attacks/size-and-shape'
import { aisha, useAttackedBot } from './attacks/world'

const world = useAttackedBot()
const { bot, people, say, strangersIn } = world

const attacks: Attacks = {
  ...forgedCards(world),
  ...forgedActs(world),
  ...forgedAlertActs(world),
  ...endedRights(world),
  ...changedSenders(world),
  ...groupChats(world),
  ...probes(world),
  ...injections(world),
  ...sizeAndShape(world),
  ...beyondTheRole(world),
}

describe.each(Object.entries(attacks))('%s', (kind, list) => {
  const inGroups = kind === 'group chats'
  it.each(list.map((each) => [each.what, each] as const))('%s', async (_what, { act, expected }) => {
    const text = await act()
    if (typeof expected === 'string') expect(text).toContain(expected)
    else expect(text).toMatch(expected)
    expect(await strangersIn(text)).toEqual([])
    if (inGroups) expect(text).not.toMatch(/004\d{5}|student\.northbridge/u)
    expect(text).not.toContain(`${aisha.given_name.toLowerCase()}.${aisha.family_name.toLowerCase()}@`)
    expect(text).not.toMatch(/\bat .*:\d+:\d+|SqliteError|select .* from/u)
  })
})

it('there are at least sixty attacks, and the bot lives on', async () => {
  expect(Object.values(attacks).flat().length).toBeGreaterThanOrEqual(60)
  expect((await fetch(`${bot().address}/health/ready`)).status).toBe(200)
  expect(await say('ruth', 'show Aisha Rahman')).toContain('aisha.rahman@student')
  const output = bot().output()
  for (const part of ['eyJ', 'Rahman', 'Aisha', '00412301', people().ruth.oid, 'drop table']) {
    expect(output).not.toContain(part)
  }
})

it('no attack has written anything', async () => {
  const { db } = world.store()
  for (const table of [
    'contact_version',
    'alert_preference',
    'alert_act',
    'alert_choice',
    'feedback',
  ] as const)
    expect(await db.selectFrom(table).selectAll().execute()).toEqual([])
})

it('the same words answer for a foreign student and for nobody', async () => {
  const words = async (name: string) => {
    const text = await say('helen', `show ${name}`)
    return text.replaceAll(name, '…').replaceAll(/"id":"[^"]*"/gu, '')
  }
  const nobody = await words('Xavier Nobody')
  expect(await words('Aisha Rahman')).toBe(nobody)
  expect(await words('Mohammed Ali')).toBe(nobody)
  expect(await words('00412301')).toBe(await words('00999999'))
})
