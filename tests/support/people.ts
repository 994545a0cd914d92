import { demoLeader, demoTutor, otherTutor } from '../../data/sample/demo-staff'

/** Who chats with the bot, by the object IDs that Teams sends. */
export const [ruth, gareth, helen] = [demoTutor, demoLeader, otherTutor].map(
  ({ entraObjectId }) => entraObjectId,
) as [string, string, string]

/** Ruth's tutee, on the programme that Gareth leads; Helen may not see her. */
export const aisha = '00412301'
