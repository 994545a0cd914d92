/** A row of the organisation feed. */
export interface Unit {
  unit_code: string
  kind: 'faculty' | 'school' | 'programme'
  name: string
  parent_code: string
}

export interface Cohort {
  level: number
  size: number
}

export interface Programme {
  code: string
  name: string
  school: string
  /** How its module codes begin. */
  prefix: string
  partTime: number
  cohorts: readonly Cohort[]
}

export const faculties = [
  { code: 'FSE', name: 'Faculty of Science and Engineering' },
  { code: 'FHS', name: 'Faculty of Health and Social Sciences' },
  { code: 'FAB', name: 'Faculty of Arts, Business and Law' },
] as const

export const schools = [
  { code: 'COMP', name: 'School of Computing', faculty: 'FSE' },
  { code: 'ENGR', name: 'School of Engineering', faculty: 'FSE' },
  { code: 'NURS', name: 'School of Nursing', faculty: 'FHS' },
  { code: 'PSYS', name: 'School of Psychology and Social Work', faculty: 'FHS' },
  { code: 'BUSL', name: 'School of Business and Law', faculty: 'FAB' },
  { code: 'ARTS', name: 'School of Arts and Humanities', faculty: 'FAB' },
] as const

/** Sizes of the cohorts from `first` on. */
const levels = (first: number, ...sizes: number[]): Cohort[] =>
  sizes.map((size, index) => ({ level: first + index, size }))

const programme = (
  code: string,
  name: string,
  school: string,
  prefix: string,
  partTime: number,
  cohorts: readonly Cohort[],
): Programme => ({ code, name, school, prefix, partTime, cohorts })

export const programmes: readonly Programme[] = [
  programme('BSC-CS', 'Computer Science', 'COMP', 'CS', 0.1, levels(4, 185, 160, 145)),
  programme('BSC-CYB', 'Cyber Security', 'COMP', 'CY', 0.1, levels(4, 75, 60, 55)),
  programme('MSC-DS', 'Data Science', 'COMP', 'DS', 0.25, levels(7, 90)),
  programme('FY-SCI', 'Science and Engineering Foundation Year', 'ENGR', 'FS', 0.04, levels(3, 110)),
  programme('BENG-ME', 'Mechanical Engineering', 'ENGR', 'ME', 0.1, levels(4, 100, 90, 80)),
  programme('PHD-ENG', 'Engineering Research Degrees', 'ENGR', 'ER', 0.35, levels(8, 40)),
  programme('BSC-NUR', 'Adult Nursing', 'NURS', 'NU', 0.05, levels(4, 130, 120, 110)),
  programme('BSC-PSY', 'Psychology', 'PSYS', 'PY', 0.12, levels(4, 140, 125, 115)),
  programme('BA-SWK', 'Social Work', 'PSYS', 'SW', 0.22, levels(4, 60, 55, 50)),
  programme('BA-BUS', 'Business Management', 'BUSL', 'BM', 0.12, levels(4, 150, 135, 125)),
  programme('LLB-LAW', 'Law', 'BUSL', 'LW', 0.15, levels(4, 90, 80, 75)),
  programme('MBA', 'Master of Business Administration', 'BUSL', 'MB', 0.45, levels(7, 60)),
  programme('BA-ENG', 'English Literature', 'ARTS', 'EN', 0.12, levels(4, 50, 45, 42)),
  programme('BA-HIS', 'History', 'ARTS', 'HI', 0.12, levels(4, 30, 28, 25)),
]

/** The University of Northbridge: faculties, their schools, their programmes. */
export function organisation(): Unit[] {
  return [
    ...faculties.map(({ code, name }) => unit(code, 'faculty', name, '')),
    ...schools.map(({ code, name, faculty }) => unit(code, 'school', name, faculty)),
    ...programmes.map(({ code, name, school }) => unit(code, 'programme', name, school)),
  ]
}

function unit(unit_code: string, kind: Unit['kind'], name: string, parent_code: string): Unit {
  return { unit_code, kind, name, parent_code }
}
