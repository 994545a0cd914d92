import type { AlertFrequency, AlertKind } from '../../data/domain/alert'
import type { Band, Trend } from '../../data/domain/band'
import type { Channel } from '../../data/domain/contact'
import type { Grouping } from '../../data/domain/grouping'
import type { Sort } from '../../data/domain/sort'
import type { Source } from '../../data/domain/source'

/** Whom a question is about. */
export type Population =
  | { kind: 'tutees' }
  | { kind: 'programme' | 'school' | 'faculty'; code: string }
  | { kind: 'institution' }
  | { kind: 'project'; code: string }
  | { kind: 'mine' }

/** Dates are ISO; ranges half-open. */
export type Window = { days: number } | { from: string; to: string }

/** A name resolves only among the students that the asker may see. */
export type StudentRef = { id: string } | { candidates: string[] } | { unknown: string }

/** What a message asks, as the contract defines it. Keys that the message does not set are absent. */
export type Question =
  | {
      intent: 'list-students'
      population: Population
      level?: number
      bands?: Band[]
      trend?: Trend
      source?: Source
      inactiveDays?: number
      notContactedDays?: number
      window?: Window
      sort?: Sort
      limit?: number
    }
  | { intent: 'show-student'; student: StudentRef; window?: Window; source?: Source }
  | {
      intent: 'summarise'
      population: Population
      level?: number
      by?: Grouping
      /** The bands whose share is asked for; low or no engagement where absent. */
      bands?: Band[]
      source?: Source
      window?: Window
    }
  | {
      intent: 'trend'
      population?: Population
      student?: StudentRef
      level?: number
      source?: Source
      window?: Window
    }
  | { intent: 'record-contact'; student?: StudentRef; channel?: Channel; note?: string }
  | { intent: 'contact-history'; student: StudentRef }
  | { intent: 'list-alerts'; state?: 'open' | 'all'; about?: 'usefulness' | 'weekly-card' }
  | {
      intent: 'alert-preferences'
      change?: 'pause' | 'resume'
      /** For how long; 0 where the day that was said is over. */
      days?: number
      /** One card for each, or all in the weekly digest. */
      frequency?: AlertFrequency
      /** What is not to come any more, and what is to come again. */
      off?: AlertKind[]
      on?: AlertKind[]
    }
  | { intent: 'explain-score'; student?: StudentRef }
  | { intent: 'who-viewed'; student: StudentRef }
  | {
      intent:
        'my-access' | 'data-status' | 'privacy' | 'help' | 'greeting' | 'sign-in' | 'sign-out' | 'feedback'
    }
  | { intent: 'unclear'; suggestions: string[] }

export type QuestionOf<Intent extends Question['intent']> = Extract<Question, { intent: Intent }>
