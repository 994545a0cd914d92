import { alertKind } from '../../../data/records/alerts'
import { deliveryTroubleKind, feedTroubleKind, wrongDataKind } from '../../../data/records/trouble'
import { alertMessage } from './alert-message'
import type { Composer } from './composer'
import { digestComposer } from './digest'
import { digestKind, weeklyCardKind } from '../plan/week-ids'
import { deliveryTroubleComposer } from '../trouble/delivery-trouble'
import { feedTroubleComposer } from '../trouble/feed-trouble'
import { wrongDataComposer } from '../trouble/wrong-data'
import { toldLooksKind, unusualLooksComposer } from './unusual-looks'
import { weeklyCardComposer } from './weekly-card'

/** Every kind of message that is sent to one person. */
export const composers: Readonly<Record<string, Composer>> = {
  [digestKind]: digestComposer,
  [weeklyCardKind]: weeklyCardComposer,
  [alertKind]: alertMessage,
  [toldLooksKind]: unusualLooksComposer,
  [feedTroubleKind]: feedTroubleComposer,
  [deliveryTroubleKind]: deliveryTroubleComposer,
  [wrongDataKind]: wrongDataComposer,
}
