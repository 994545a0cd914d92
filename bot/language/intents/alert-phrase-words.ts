import { pauseEndWords } from '../slots/pause-ends'
import { deliveryWords } from './about-delivery'
import { changeWords } from './alert-changes'
import { complaintWords } from './alert-complaints'
import { kindWords } from './alert-kinds'
import { alertStateWords } from './list-alerts'

/** Every word that a message about alerts may hold. */
export const alertPhraseWords: readonly string[] = [
  ...alertStateWords,
  ...changeWords,
  ...complaintWords,
  ...deliveryWords,
  ...pauseEndWords,
  ...kindWords,
  ...`lost cards card plate addressed together inc incl including remain remains nobody closed handled dealt else plus also
   adjust reach reaches rather hold away minute holiday leave busy off weekend until further notice otherwise say permanently
   temporarily once every day daily week weekly digest summary settings sent send sends going anything flagged new received
   there waiting outstanding pending bring display again long`.split(/\s+/u),
]
