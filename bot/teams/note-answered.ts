import type { Answer } from '../answers/answer'
import { noteTurn } from '../telemetry/turn'
import type { TeamsDependencies } from './dependencies'

/** Logs that something was answered and how long it took, and notes it of the turn. */
export function noteAnswered(
  { log }: Pick<TeamsDependencies, 'log'>,
  { intent, refused, started }: Pick<Answer, 'refused'> & { intent: string; started: number },
): void {
  noteTurn({ intent, outcome: refused === undefined ? 'answered' : 'refused', code: refused })
  log.info('answered', { intent, milliseconds: Math.round(performance.now() - started) })
}
