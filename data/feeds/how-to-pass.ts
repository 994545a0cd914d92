/** What lets a refused load pass. */
export type PassOption = '--allow-removals' | '--allow-rejects'

/** How whoever runs a load lets it pass: `by-feed`, by the nightly load, which may let one feed pass of many. */
export type Passing = 'by-file' | 'by-feed'

/** "repeat with --allow-removals". */
export function howToPass(option: PassOption, feed: string, passing: Passing = 'by-file'): string {
  return passing === 'by-file'
    ? `repeat with ${option}`
    : `run it once with ${option} ${feed} (on Azure: the parameter nightlyOptions='["${option}","${feed}"]')`
}
