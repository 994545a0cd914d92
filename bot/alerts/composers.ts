import { alertKind } from '../../data/records/alerts'
import { deliveryTroubleKind, feedTroubleKind, wrongDataKind } from '../../data/records/trouble'
import { alertMessage } from './alert-message'
import type { Composer } from './composer'
import { deliveryTroubleComposer } from './trouble/delivery-trouble'
import { feedTroubleComposer } from './trouble/feed-trouble'
import { wrongDataComposer } from './trouble/wrong-data'
import { toldLooksKind, unusualLooksComposer } from './unusual-looks'

/** Every kind of message that is sent to one person. */
export const composers: Readonly<Record<string, Composer>> = {
  [alertKind]: alertMessage,
  [toldLooksKind]: unusualLooksComposer,
  [feedTroubleKind]: feedTroubleComposer,
  [deliveryTroubleKind]: deliveryTroubleComposer,
  [wrongDataKind]: wrongDataComposer,
}
