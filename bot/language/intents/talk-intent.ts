import type { QuestionOf } from '../question'

/** What is about the bot, its data or the asker, not about students. */
export type TalkIntent = QuestionOf<
  'help' | 'greeting' | 'my-access' | 'data-status' | 'privacy' | 'sign-in' | 'sign-out' | 'feedback'
>['intent']
