import type { Activity } from 'botbuilder'
import { Entity } from 'botframework-connector/lib/connectorApi/models/mappers'

/** Teams' label "AI generated", as teams-ai writes it. */
const label = {
  type: 'https://schema.org/Message',
  '@type': 'Message',
  '@context': 'https://schema.org',
  '@id': '',
  additionalType: ['AIGeneratedContent'],
}

/** Has Teams say beside a message that there is AI in it. */
export function labelAsAi(activity: Partial<Activity>): void {
  // The SDK says in a place that its HTTP library no longer reads that entities have keys of their own: it would drop them.
  Entity.type.additionalProperties ??= { type: { name: 'any' } }
  activity.entities = [label]
}
