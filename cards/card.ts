/** An Adaptive Card as it is sent: plain JSON, already bound. */
export interface Card {
  type: 'AdaptiveCard'
  version: '1.5'
  body: unknown[]
  [property: string]: unknown
}
