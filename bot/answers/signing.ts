import type { Answer } from './answer'
import { messageAnswer } from './message'

/** To somebody who has just signed out, or has and asks on. */
export function answerSignedOut(): Answer {
  return messageAnswer({
    title: 'You are signed out',
    paragraphs: ['I show you nothing of your students until you sign in again.'],
    suggestions: [{ text: 'sign in' }, { text: 'help' }, { text: 'privacy' }],
  })
}

/** Where nobody signs in: the Playground says who chats, the command line who asks. */
export function answerNoSignIn(): Answer {
  return messageAnswer({
    title: 'There is no sign-in here',
    paragraphs: ['In Teams you sign in with your university account, and out again by saying so.'],
    suggestions: [{ text: 'my access' }, { text: 'help' }],
  })
}
