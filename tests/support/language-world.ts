import type { Vocabulary } from '../../bot/language/vocabulary'

const unit = (
  unit_code: string,
  kind: 'faculty' | 'school' | 'programme',
  name: string,
  parent_code: string | null,
) => ({
  unit_code,
  kind,
  name,
  parent_code,
})

const students = `
00412301 Aisha|Rahman
00412302 Tom|Fletcher
00412303 Grace|Okafor
00412304 Oliver|Hughes
00412305 Mei|Chen
00412306 Łukasz|Wójcik
00412307 Niamh|O’Brien
00412308 Seán|Murphy
00412309 Priya|Patel
00412310 José|García
00412311 Chloé|Martin
00412312 Mohammed|Ali
00412313 Mohammed|Ali
00412314 -|Karthikeyan
00412315 Bao|Nguyen
00412316 Emily|Clarke
00412317 Emily|Clark
00412318 Fatima|Al-Sayed
00412319 Charlotte|Smith-Jones
00412320 Zoë|Baker
00412321 Jack|Thompson
00412322 Sophie|Turner
00412323 Daniel|Okonkwo
00412324 Hannah|Schmidt`

/** What the utterances of the corpus are about: a tutor who also leads Computer Science, on 24 November 2026. */
export const world: Vocabulary = {
  students: students
    .trim()
    .split('\n')
    .map((line) => {
      const [student_id = '', name = ''] = line.split(' ')
      const [given_name = '', family_name = ''] = name.split('|')
      return { student_id, given_name, family_name }
    }),
  pseudonyms: ['P-7K3QF9XM4T', 'P-0000011111'],
  projects: ['PRJ-BELONG'],
  own: [{ kind: 'programme', code: 'BSC-CS' }],
  units: [
    unit('FSE', 'faculty', 'Faculty of Science and Engineering', null),
    unit('FHS', 'faculty', 'Faculty of Health and Social Sciences', null),
    unit('FAB', 'faculty', 'Faculty of Arts, Business and Law', null),
    unit('COMP', 'school', 'School of Computing', 'FSE'),
    unit('ENGR', 'school', 'School of Engineering', 'FSE'),
    unit('NURS', 'school', 'School of Nursing', 'FHS'),
    unit('PSYS', 'school', 'School of Psychology and Social Work', 'FHS'),
    unit('BUSL', 'school', 'School of Business and Law', 'FAB'),
    unit('ARTS', 'school', 'School of Arts and Humanities', 'FAB'),
    unit('BSC-CS', 'programme', 'Computer Science', 'COMP'),
    unit('BSC-CYB', 'programme', 'Cyber Security', 'COMP'),
    unit('MSC-DS', 'programme', 'Data Science', 'COMP'),
    unit('FY-SCI', 'programme', 'Science and Engineering Foundation Year', 'ENGR'),
    unit('BENG-ME', 'programme', 'Mechanical Engineering', 'ENGR'),
    unit('BSC-NUR', 'programme', 'Adult Nursing', 'NURS'),
    unit('BSC-PSY', 'programme', 'Psychology', 'PSYS'),
    unit('BA-SWK', 'programme', 'Social Work', 'PSYS'),
    unit('BA-BUS', 'programme', 'Business Management', 'BUSL'),
    unit('LLB-LAW', 'programme', 'Law', 'BUSL'),
    unit('MBA', 'programme', 'Master of Business Administration', 'BUSL'),
    unit('BA-ENG', 'programme', 'English Literature', 'ARTS'),
    unit('BA-HIS', 'programme', 'History', 'ARTS'),
  ],
  today: '2026-11-24',
  calendar: [
    { start_date: '2026-01-26', end_date: '2026-05-18', kind: 'teaching', label: 'Semester 2' },
    { start_date: '2026-07-27', end_date: '2026-09-21', kind: 'vacation', label: 'Summer vacation' },
    { start_date: '2026-09-21', end_date: '2026-11-02', kind: 'teaching', label: 'Semester 1' },
    { start_date: '2026-11-02', end_date: '2026-11-09', kind: 'reading', label: 'Reading week' },
    { start_date: '2026-11-09', end_date: '2026-12-14', kind: 'teaching', label: 'Semester 1' },
    { start_date: '2026-12-14', end_date: '2027-01-04', kind: 'vacation', label: 'Christmas vacation' },
  ],
  suggestions: ['show low-engagement tutees', 'help'],
}
