import { programmes } from './institution'
import { Random } from './random'
import type { SampleStudent } from './student'
import { hour } from './times'

/** A weekly teaching event. */
export interface TeachingEvent {
  type: 'lecture' | 'seminar' | 'practical'
  /** 0 is Monday. */
  weekday: number
  /** In seconds of the day. */
  startsAt: number
}

/** A module instance. The activity feeds call it a course, as Canvas does. */
export interface Module {
  code: string
  events: readonly TeachingEvent[]
  /** Weeks of term, from 1, in which work is due. */
  dueWeeks: readonly number[]
}

const doctoralLevel = 8
const modulesPerLevel = 4

/** The modules of every programme and level, timetabled without clashes. */
export class ModuleCatalogue {
  readonly #modules = new Map<string, Module[]>()

  constructor(seed: number) {
    for (const { code, prefix, cohorts } of programmes) {
      for (const { level } of cohorts) {
        const random = new Random(seed, `timetable ${code} ${level}`)
        const modules =
          level === doctoralLevel ? [researchTraining(prefix)] : taughtModules(random, prefix, level)
        this.#modules.set(`${code} ${level}`, modules)
      }
    }
  }

  /** What a student takes this term: half as much in part-time mode. */
  taken({ row }: SampleStudent): readonly Module[] {
    const modules = this.#modules.get(`${row.programme_code} ${row.level}`) ?? []
    return row.mode === 'part-time' ? modules.slice(0, Math.ceil(modules.length / 2)) : modules
  }
}

/** Doctoral students have a Canvas course, but no timetable and no deadlines. */
function researchTraining(prefix: string): Module {
  return { code: `${prefix}801`, events: [], dueWeeks: [] }
}

function taughtModules(random: Random, prefix: string, level: number): Module[] {
  const slots = random.shuffled(weeklySlots())
  return Array.from({ length: modulesPerLevel }, (_, index) => ({
    code: `${prefix}${level}0${index + 1}`,
    events: eventsOf(random, index, slots.splice(0, 2)),
    dueWeeks: [2, 5, 8].map((week) => week + (index % 3)),
  }))
}

/** A lecture and a smaller class; the last module has the lecture alone. */
function eventsOf(
  random: Random,
  index: number,
  slots: readonly Omit<TeachingEvent, 'type'>[],
): TeachingEvent[] {
  const second = random.pick(['seminar', 'practical'] as const)
  const events = slots.map((slot, place) => ({ ...slot, type: place === 0 ? ('lecture' as const) : second }))
  return index === modulesPerLevel - 1 ? events.slice(0, 1) : events
}

function weeklySlots(): Omit<TeachingEvent, 'type'>[] {
  return [0, 1, 2, 3, 4].flatMap((weekday) => [9, 11, 14, 16].map((at) => ({ weekday, startsAt: at * hour })))
}
