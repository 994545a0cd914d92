import type { Band, Trend } from '../data/domain/band'
import { actAction, type ActOf } from './acts'
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
  /** Absent where too few are alike to show it. */
  band?: Band
  trend?: Trend
  score?: number
  sources: SourceLine[]
  /** The source that the history is of, where it is not of the score: "Library". */
  historyOf?: string
  /** Oldest first. */
  history: HistoryWeek[]
  reasons: string[]
  missing: string[]
  /** The reader's own open alert about them. */
  alert?: ActOf<'alert-open'>
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
    ...historyView(model),
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
    hasAlert: model.alert !== undefined,
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
  return [
    ...(score === undefined ? [] : [`Score ${Math.round(score)}`]),
    ...(trend === undefined ? [] : [trendWords(trend)]),
  ].join(' · ')
}

/** The words say all that the chart draws. The full-scale bar keeps low indicators from looking long. */
function sourcesView(sources: SourceLine[]): object {
  const bars = sources.flatMap(({ label, indicator }) =>
    indicator === undefined ? [] : [{ x: label, y: Math.round(indicator), color: 'categoricalBlue' }],
  )
  return {
    hasSources: sources.length > 0,
    sourceFacts: plainFacts(sources.map((source) => ({ title: source.label, value: sourceWords(source) }))),
    hasIndicators: bars.length > 0,
    indicators: [...bars, { x: 'Full scale', y: 100, color: 'neutral' }],
    indicatorWords: bars.map(({ x, y }) => `${x} ${y}`).join(' · '),
  }
}

/** "27 of 100 · attended 3 of 11 sessions" */
function sourceWords({ indicator, words }: SourceLine): string {
  return indicator === undefined ? words : `${Math.round(indicator)} of 100 · ${words}`
}

function historyView({ history, historyOf }: StudentProfileModel): object {
  const scores = history.flatMap(({ week, score, band }) =>
    score === undefined ? [] : [{ x: week, y: Math.round(score), color: bandStyle(band).chart }],
  )
  return {
    hasHistory: history.length > 0,
    historyHeading: plain(historyOf === undefined ? 'Week by week' : `${historyOf} week by week`),
    historyTitle: plain(`${historyOf ?? 'Engagement score'} by week`),
    historyWords: historyWords(history),
    hasScores: scores.length > 0,
    scores,
    historyFacts: plainFacts(history.map((week) => ({ title: week.week, value: weekWords(week) }))),
  }
}

/** "12 Oct: 71 (Good). 16 Nov: 22 (Low). No score: 2 Nov." A chart cannot tell a gap from a nought. */
function historyWords(history: HistoryWeek[]): string {
  const scored = history.filter(({ score }) => score !== undefined)
  const ends = [...new Set([scored.at(0), scored.at(-1)])].flatMap((week) =>
    week === undefined ? [] : [week],
  )
  const gaps = history.filter(({ score }) => score === undefined).map(({ week }) => week)
  return plain(
    [
      ...ends.map((week) => `${week.week}: ${weekWords(week)}.`),
      ...(gaps.length === 0 ? [] : [`No score: ${gaps.join(', ')}.`]),
    ].join(' '),
  )
}

function weekWords({ score, band }: HistoryWeek): string {
  const { words } = bandStyle(band)
  return score === undefined ? words : `${Math.round(score)} (${words})`
}

/** A Markdown list, which a screen reader announces as one. */
function list(items: string[]): string {
  return items.map((item) => `- ${plain(item)}`).join('\r')
}

function actionsView({ alert, back, suggestions }: StudentProfileModel): object {
  const actions = [
    ...(alert === undefined ? [] : [actAction('Open the alert', alert)]),
    ...(back === undefined ? [] : [askAction({ title: 'Back to the list', ...back })]),
    ...suggestions.map(suggestion),
  ].slice(0, 6)
  return { hasActions: actions.length > 0, actions }
}
