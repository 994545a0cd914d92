import { Command } from 'commander'
import { readFeedback, type ReadFeedback } from '../../data/records/feedback'
import { operatorGrant } from '../access/operator'
import { instantOrDay, printJson, printLine, withStore } from './context'

interface FeedbackOptions {
  since?: Date
  json?: true
}

export function feedbackCommand(): Command {
  return new Command('feedback')
    .description('shows what staff think of the bot, oldest first; that it was read is recorded')
    .option('--since <date>', 'from this date or time on; all that is kept otherwise', instantOrDay)
    .option('--json', 'prints one JSON document')
    .action(({ since = new Date(0), json }: FeedbackOptions) =>
      withStore(async (store) => {
        const feedback = await readFeedback(store, operatorGrant(), since)
        if (json) printJson({ feedback })
        else if (feedback.length === 0) printLine('Nobody has given feedback since then.')
        else feedback.forEach(print)
      }),
    )
}

function print({ given_at, staff_id, name, about, text }: ReadFeedback): void {
  const words = text.replaceAll(/[\s\p{Cc}]+/gu, ' ')
  printLine([given_at, `${name} (${staff_id})`, about ?? '-', words].join('\t'))
}
