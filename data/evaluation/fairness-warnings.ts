import type { GroupRates, Split } from './group-rates'
import { rateInWords, type Rate } from './interval'

/** A group on which the flags fall differently from on everyone else, in plain words. */
export interface FairnessWarning {
  /** Absent for all programmes together. */
  programme?: string
  week: number
  group: string
  value: string
  measure: keyof GroupRates
  own: Rate
  /** Of everyone else, those whom the group file does not tell of too. */
  others: Rate
  text: string
}

/** What a warning is about, without its rates. */
type About = Pick<FairnessWarning, 'programme' | 'week' | 'group' | 'value' | 'measure'>

interface Measure {
  /** Whether more than the others, or less, is to the group's disadvantage. */
  worse: 'more' | 'less'
  text: (own: string, others: string) => string
}

const measures: Record<keyof GroupRates, Measure> = {
  flagged: {
    worse: 'more',
    text: (own, others) => `${own} are flagged, of everyone else ${others}`,
  },
  falsePositives: {
    worse: 'more',
    text: (own, others) =>
      `of those who went on to succeed ${own} were flagged, of everyone else ${others}: more false alarms`,
  },
  recall: {
    worse: 'less',
    text: (own, others) =>
      `of those who went on to fail or leave ${own} were flagged, of everyone else ${others}: more of them are missed`,
  },
}

const names = ['flagged', 'falsePositives', 'recall'] as const

/** A warning for each rate that is worse for a group than for all others, their 95% intervals apart. */
export function warningsOf(splits: readonly Split[]): FairnessWarning[] {
  return splits.flatMap(({ programme, week, group, value, own, others }) =>
    names.flatMap((measure): FairnessWarning[] => {
      const { worse } = measures[measure]
      const [theirs, rest] = [own[measure], others[measure]]
      if (!theirs || !rest) return []
      const isWorse = worse === 'more' ? theirs.low > rest.high : theirs.high < rest.low
      if (!isWorse) return []
      const about = { ...(programme === undefined ? {} : { programme }), week, group, value, measure }
      return [
        {
          ...about,
          own: theirs,
          others: rest,
          text: warningText(about, theirs, rest),
        },
      ]
    }),
  )
}

/** The sentence of a warning with the rates given: exact ones, or such as may be published. */
export function warningText(
  { programme, week, group, value, measure }: About,
  own: Rate,
  others: Rate,
): string {
  const where = `${programme ?? 'All programmes'}, week ${week}, ${group} ${value}`
  return `${where}: ${measures[measure].text(rateInWords(own), rateInWords(others))}.`
}
