import type { Band, Trend } from '../data/domain/band'

/** How a band looks. The words always stand beside the colour, and the symbol fills as the band rises. */
export interface BandStyle {
  words: string
  symbol: string
  container: 'good' | 'accent' | 'warning' | 'attention' | 'emphasis'
  chart: 'good' | 'categoricalTeal' | 'categoricalBlue' | 'warning' | 'attention' | 'neutral'
}

const styles: Record<Band, BandStyle> = {
  high: { words: 'High', symbol: '●', container: 'good', chart: 'good' },
  good: { words: 'Good', symbol: '◕', container: 'good', chart: 'categoricalTeal' },
  partial: { words: 'Partial', symbol: '◑', container: 'accent', chart: 'categoricalBlue' },
  low: { words: 'Low', symbol: '◔', container: 'warning', chart: 'warning' },
  none: { words: 'No activity', symbol: '○', container: 'attention', chart: 'attention' },
  unknown: { words: 'Too little data', symbol: '?', container: 'emphasis', chart: 'neutral' },
}

/** Where a band is not shown, because too few students of a group have it. */
const notShown: BandStyle = {
  words: 'Not shown: too few alike',
  symbol: '–',
  container: 'emphasis',
  chart: 'neutral',
}

const trends: Record<Trend, string> = { falling: '↓ falling', steady: '→ steady', rising: '↑ rising' }

export function bandStyle(band: Band | undefined): BandStyle {
  return band === undefined ? notShown : styles[band]
}

/** "↓ falling" */
export function trendWords(trend: Trend): string {
  return trends[trend]
}

/** "Low · ↓ falling", or the band alone where no trend can be said. */
export function standingWords(band: Band | undefined, trend?: Trend): string {
  const { words } = bandStyle(band)
  return trend === undefined ? words : `${words} · ${trends[trend]}`
}
