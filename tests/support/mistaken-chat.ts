import { composers } from '../../bot/alerts/messages/composers'
import { chatOf, deliverDue, deliveryTo, notes, passTime, useTeamsConnector, type Said } from './deliveries'
import { lines, useFeedFiles } from './feed-files'
import { planIn, tuesday } from './planning'
import { useUniversity } from './university'

/** As the records name T1 by mistake at first, and rightly then. */
export const [mistaken, right] = [
  '11111111-1111-4111-8111-111111111111',
  '33333333-3333-4333-8333-333333333333',
]

/** A university whose records name another person by T1, who has a chat with the bot, until they are corrected. */
export function useMistakenChat() {
  const store = useUniversity()
  const files = useFeedFiles(store)
  const teams = useTeamsConnector()
  const plan = planIn(store)
  const said: Said = { text: 'first', followed: [] }
  const inChat = (id: string) => teams().chats.get(id) ?? []

  beforeEach(async () => {
    said.text = 'first'
    await chatOf(store(), 'T1', teams().serviceUrl, { seenAt: tuesday })
  })

  /** The staff as the records have them from now on. */
  const staff = (...rows: string[]) =>
    files.load('staff', lines('staff_id,given_name,family_name,email,entra_object_id', ...rows))

  /** The records name the right T1 from now on; the one before is P9. */
  const correct = () =>
    staff(
      `T1,Tess,Tutor,t1@university.example,${right}`,
      `P9,Pat,Other,p9@university.example,${mistaken}`,
      'L1,Lee,Leader,l1@university.example,',
      'D1,Dee,Director,d1@university.example,',
    )

  async function deliver(at = tuesday): Promise<void> {
    await passTime(store())
    const kinds = { ...composers, ...notes(said) }
    await deliverDue(deliveryTo(store(), teams(), { sendingTime: () => at }), kinds)
  }

  const planAndDeliver = async (at = tuesday): Promise<void> => {
    await plan(at)
    await deliver(at)
  }

  const chats = { inChat, ofOther: () => inChat('a:T1'), ofT1: () => inChat(`a:${right}`) }
  return { store, files, teams, said, plan, staff, correct, deliver, planAndDeliver, ...chats }
}
