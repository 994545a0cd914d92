import fc from 'fast-check'
import { demoLeader, demoTutor } from '../../../data/sample/demo-staff'
import { pressAs } from '../../support/alert-acts'
import { deliverNow, writeAlert, writeEpisode } from '../../support/alert-cards'
import { withoutAlerts } from '../../support/alerts'
import { useSample } from '../../support/sample'

const store = useSample()()
const [tutees, people] = [
  ['00412301', '00412304', '00412306'],
  [demoTutor, demoLeader],
] as const

/** What may stand in a card only while its reader may see the student. */
const traces: Record<string, RegExp> = {
  '00412301': /00412301|Aisha|Rahman/u,
  '00412304': /00412304|Chidi|Okafor/u,
  '00412306': /00412306|Łukasz|Wójcik/u,
}

test('no card ever holds a student whom its recipient may not see at that moment', async () => {
  const step = fc.record({
    what: fc.constantFrom('make', 'compose', 'compose', 'tutor', 'leader', 'act'),
    person: fc.nat(1),
    student: fc.nat(2),
    act: fc.constantFrom('seen' as const, 'not-useful' as const, 'reason-ended' as const),
    on: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 20 }), async (steps) => {
      await withoutAlerts(store)
      for (const id of tutees) await assign('personal-tutor', true, id)
      await assign('programme-leader', true)
      const isTutor = new Map<string, boolean>(tutees.map((id) => [id, true]))
      let isLeader = true
      const episodeOf = new Map<string, string>()
      const may = (person: number, id: string): boolean =>
        person === 0 ? isTutor.get(id) === true : isLeader
      const check = (text: string, person: number): void => {
        for (const id of tutees) if (!may(person, id)) expect(text).not.toMatch(traces[id] ?? /^$/u)
      }
      const made: { alert: string; person: number; id: string }[] = []
      for (const { what, person, student, act, on } of steps) {
        const id = tutees[student] ?? ''
        const { staffId, email } = people[person] ?? demoTutor
        if (what === 'make') {
          const episode = episodeOf.get(id) ?? (await writeEpisode(store, id))
          episodeOf.set(id, episode)
          const episodes = [episode]
          const role = person === 0 ? 'personal-tutor' : 'programme-leader'
          made.push({
            alert: await writeAlert(store, { staffId, studentId: id, episodes, role }),
            person,
            id,
          })
        }
        if (what === 'tutor') {
          isTutor.set(id, on)
          await assign('personal-tutor', on, id)
        }
        if (what === 'leader') {
          isLeader = on
          await assign('programme-leader', on)
        }
        for (const { alert, person: holder, id: about } of made) {
          if (what === 'compose') {
            const composed = await deliverNow(store, alert)
            check(JSON.stringify(composed), holder)
            if ('card' in composed) expect(may(holder, about)).toBe(true)
          }
          if (what === 'act') {
            const { text, card } = await pressAs(store, email, { verb: 'alert-do', alert, act })
            check(`${text}${JSON.stringify(card)}`, person)
            if (holder !== person) expect(text).toMatch(/^(I cannot find that alert|There is nobody I may)/u)
          }
        }
      }
    }),
    { numRuns: 25 },
  )
}, 60_000)

async function assign(
  role: 'personal-tutor' | 'programme-leader',
  on: boolean,
  student?: string,
): Promise<void> {
  await store.db
    .updateTable('assignment')
    .set({ end_date: on ? null : '2026-11-01' })
    .where('role', '=', role)
    .where('staff_id', '=', role === 'personal-tutor' ? demoTutor.staffId : demoLeader.staffId)
    .$if(student !== undefined, (rows) => rows.where('student_id', '=', student ?? ''))
    .execute()
}
