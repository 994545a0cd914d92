import type { PeriodKind } from '../../domain/calendar'
import { periodKindsOf } from '../calendar'
import { programmes } from '../institution'
import { ModuleCatalogue } from '../modules'
import type { SampleStudent } from '../student'
import type { Term } from '../term'

/** What the activity feeds are made from. */
export interface ActivityContext {
  seed: number
  term: Term
  students: readonly SampleStudent[]
  modules: ModuleCatalogue
  /** What the days of term are for, by their index, where the student studies. */
  kindsFor: (student: SampleStudent) => readonly PeriodKind[]
}

export function activityContext(
  seed: number,
  term: Term,
  students: readonly SampleStudent[],
): ActivityContext {
  const kinds = new Map<string, PeriodKind[]>()
  for (const { code, cohorts } of programmes) {
    for (const { level } of cohorts) kinds.set(`${code} ${level}`, periodKindsOf(term, code, level))
  }
  return {
    seed,
    term,
    students,
    modules: new ModuleCatalogue(seed),
    kindsFor: ({ row }) => kinds.get(`${row.programme_code} ${row.level}`) ?? [],
  }
}
