import type { Band, Trend } from '../data/domain/band'
import { bandStyle, trendWords } from './band-style'
import { bindCard } from './bind'
import type { Card } from './card'
import { plainFacts, type Fact } from './fact'
import { humanDecides } from './human-decides'
import { plain } from './plain'
import template from './student-profile.json'
import { askAction, suggestion, type AskData, type Suggestion } from './verbs'

/** One student, as far as the asker's role goes: what it does not show stays empty here. */
export interface StudentProfileModel {
  name: string
  /** Stand in for the photograph. */
  initials: string
  photoUrl?: string
  subtitle: string
  /** Programme, level, mode, status, e-mail, mobile, student ID. */
  facts: Fact[]
  scope: string
  freshness: string
  band: Band
  trend?: Trend
  score?: number
  sources: SourceLine[]
  /** Oldest first. */
  history: HistoryWeek[]
  reasons: string[]
  missing: string[]
  back?: AskData
  suggestions: Suggestion[]
}

export interface SourceLine {
  label: string
  /** 0 to 100. */
  indicator?: number
  words: string
}

export interface HistoryWeek {
  /** "9 Nov" */
  week: string
  score?: number
  band: Band
}

/** A student's profile. Sections without data are left out. */
export function studentProfileCard(model: StudentProfileModel): Card {
  return bindCard(template, {
    ...headerView(model),
    ...sourcesView(model.sources),
    ...historyView(model.history),
    hasReasons: model.reasons.length > 0,
    reasons: list(model.reasons),
    hasMissing: model.missing.length > 0,
    missing: list(model.missing),
    ...actionsView(model),
    humanDecides,
  })
}

function headerView(model: StudentProfileModel): object {
  const standing = standingWords(model)
  return {
    hasPhoto: isPicture(model.photoUrl),
    photoUrl: model.photoUrl ?? '',
    photoAlt: `Photograph of ${model.name}`,
    initials: plain(model.initials),
    name: plain(model.name),
    subtitle: plain(model.subtitle),
    band: bandStyle(model.band),
    hasStanding: standing !== '',
    standing,
    scope: plain(model.scope),
    freshness: plain(model.freshness),
    hasFacts: model.facts.length > 0,
    facts: plainFacts(model.facts),
  }
}

/** The address comes from a feed: only what a picture needs is let through. */
function isPicture(url: string | undefined): boolean {
  return url !== undefined && /^(https:\/\/|data:image\/(png|jpeg|gif);base64,)/u.test(url)
}

/** "Score 42 · ↓ falling" */
function standingWords({ score, trend }: StudentProfileModel): string {
  const parts = [score === undefined ? '' : `Score ${Math.round(score)}`, trendWords(trend)]
  return parts.filter((part) => part !== '').join(' · ')
}

function sourcesView(sources: SourceLine[]): object {
  const indicators = sources.flatMap(({ label, indicator }) =>
    indicator === undefined ? [] : [{ x: label, y: Math.round(indicator) }],
  )
  return {
    hasSources: sources.length > 0,
    sourceFacts: plainFacts(sources.map(({ label, words }) => ({ title: label, value: words }))),
    hasIndicators: indicators.length > 0,
    indicators,
    indicatorFacts: plainFacts(indicators.map(({ x, y }) => ({ title: x, value: `${y} of 100` }))),
  }
}

function historyView(history: HistoryWeek[]): object {
  const scores = history.flatMap(({ week, score, band }) =>
    score === undefined ? [] : [{ x: week, y: Math.round(score), color: bandStyle(band).chart }],
  )
  return {
    hasHistory: history.length > 0,
    historyWords: historyWords(history),
    hasScores: scores.length > 0,
    scores,
    historyFacts: plainFacts(history.map((week) => ({ title: week.week, value: weekWords(week) }))),
  }
}

/** "From 71 (Good) in the week of 12 Oct to 42 (Low) in the week of 23 Nov" */
function historyWords(history: HistoryWeek[]): string {
  const [first, last] = [history.at(0), history.at(-1)]
  if (first === undefined || last === undefined) return ''
  const now = `${weekWords(last)} in the week of ${last.week}`
  return plain(history.length === 1 ? now : `From ${weekWords(first)} in the week of ${first.week} to ${now}`)
}

function weekWords({ score, band }: HistoryWeek): string {
  const { words } = bandStyle(band)
  return score === undefined ? words : `${Math.round(score)} (${words})`
}

/** A Markdown list, which a screen reader announces as one. */
function list(items: string[]): string {
  return items.map((item) => `- ${plain(item)}`).join('\r')
}

function actionsView({ back, suggestions }: StudentProfileModel): object {
  const actions = [
    ...(back === undefined ? [] : [askAction({ title: 'Back to the list', ...back })]),
    ...suggestions.map(suggestion),
  ].slice(0, 6)
  return { hasActions: actions.length > 0, actions }
}
