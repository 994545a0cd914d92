import type { Card } from '../../cards/card'
import type { Clock } from '../../data/domain/day'
import type { LookLimits } from '../../data/records/unusual-looks'
import type { Store } from '../../data/store/store'
import type { Send } from '../alerts/delivery'
import type { Background } from '../background'
import type { EntraConfig } from '../entra-config'
import type { Log } from '../log'
import type { ModelDoor } from '../model-reading'
import type { Telemetry } from '../telemetry/telemetry'

/** What a turn draws on. */
export interface TeamsDependencies {
  store: Store
  clock: Clock
  log: Log
  /** Absent where nothing is measured. */
  telemetry?: Telemetry | undefined
  /** Beyond how many different students one person's looks are unusual. */
  looks: LookLimits
  /** How people sign in; absent in the Playground, where the activity alone says who asks. */
  entra: EntraConfig | undefined
  /** The app roles of whoever chats in the Playground; none without it. */
  playedRoles?: readonly string[]
  /** The language model to ask what a message means; absent where none is configured. */
  model?: ModelDoor | undefined
  /** Fits a card to the host that draws it. */
  draw: (card: Card) => Card
  /** Puts a card into somebody's private chat. */
  send: Send
  /** Does what an invoke's response must not wait for. */
  background: Background
}
