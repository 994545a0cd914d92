import type { Card } from './card'
import { countsCard } from './counts'
import { dataStatusCard } from './data-status'
import { deliveriesCard } from './deliveries'
import { alertExamples } from './gallery-of-alerts'
import { writtenExamples } from './gallery-of-writing'
import { messageCard } from './message'
import { sharedStudentCard } from './shared-student'
import { studentListCard } from './student-list'
import { studentProfileCard } from './student-profile'
import { summaryCard } from './summary'
import { unaskedExamples } from './gallery-of-unasked'

const freshness = 'Data to Monday 23 November · library late, to 14 November'

/** A drawing of nobody. */
const photo =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAEAAAABAAQMAAACQp+OdAAAABlBMVEXH3vc7W4wRgTkAAAAAcklEQVR42sXPQQqAIBBA0aSFS4/QUTqaHa2jeASXLqIfOtNUBEEQ5Ma3GJlv1/10fFKMiyKuCpDbwdTQw3yFh/Qp7itsu/UchdZsv3h19ue2wjIC5IYBisyCTEdYNUeCXMUkyRJt8BXpjFCRnzFUlHfYADLUlspBT9hVAAAAAElFTkSuQmCC'

const studentList = studentListCard({
  title: 'Your tutees, lowest first',
  scope: 'Your 14 tutees, as their personal tutor',
  freshness,
  rows: [
    {
      name: 'Aisha Khan',
      subtitle: '00412345 · BSc Computer Science · level 5',
      band: 'none',
      trend: 'falling',
      reason: 'No activity in Canvas, attendance or printing since Monday 9 November',
      open: { text: 'show 00412345' },
    },
    {
      name: "Connor O'Brien",
      subtitle: '00412377 · BSc Computer Science · level 5 · part-time',
      band: 'low',
      trend: 'falling',
      reason: 'Attended 3 of 11 sessions; Canvas lower than 92 in 100 peers',
      open: { text: 'show 00412377' },
    },
    {
      name: 'Zoë Smith-Jones',
      subtitle: '00412401 · MEng Software Engineering · level 6',
      band: 'low',
      trend: 'steady',
      reason: 'One submission of three in the last four weeks',
      open: { text: 'show 00412401' },
    },
    {
      name: 'Wei Zhang',
      subtitle: '00412419 · BSc Computer Science with a Year in Industry · level 5',
      band: 'partial',
      trend: 'rising',
      reason: 'Attendance back to 70%; library not counted, its feed is late',
      open: { text: 'show 00412419' },
    },
    {
      name: 'Suharto',
      subtitle: '00412433 · BSc Computer Science · level 5',
      band: 'unknown',
      reason: 'Only one source has enough data since the reading week',
      open: { text: 'show 00412433' },
    },
  ],
  paging: {
    first: 1,
    last: 5,
    total: 14,
    next: { text: 'show my tutees', page: 2 },
  },
  suggestions: [
    { title: 'Falling since reading week', text: 'which tutees are falling since reading week?' },
    { title: 'Not contacted in 14 days', text: 'low-engagement tutees not contacted for 14 days' },
    { title: 'Data status', text: 'data status' },
  ],
})

const emptyList = studentListCard({
  title: 'Low or no engagement · your tutees',
  scope: 'Your 14 tutees, as their personal tutor',
  freshness,
  rows: [],
  paging: { first: 0, last: 0, total: 0 },
  empty: 'None of your 14 tutees is in the low or no-activity band this week.',
  suggestions: [{ text: 'show all my tutees' }, { text: 'which tutees are falling?' }],
})

const fullProfile = studentProfileCard({
  name: 'Aisha Khan',
  initials: 'AK',
  photoUrl: photo,
  subtitle: '00412345 · BSc Computer Science · level 5',
  facts: [
    { title: 'Programme', value: 'BSc Computer Science' },
    { title: 'Level', value: '5' },
    { title: 'Mode', value: 'Full-time' },
    { title: 'Status', value: 'Active' },
    { title: 'E-mail', value: 'aisha_khan@students.example.ac.uk' },
    { title: 'Mobile', value: '+44 7700 900123' },
    { title: 'Student ID', value: '00412345' },
  ],
  scope: 'Your tutee: you are her personal tutor',
  freshness,
  band: 'low',
  trend: 'falling',
  score: 22,
  sources: [
    { label: 'Attendance', indicator: 27, words: 'Attended 3 of 11 sessions' },
    { label: 'Canvas', indicator: 8, words: '12 page views on 2 days, fewer than 92 in 100 peers' },
    { label: 'Printing', indicator: 40, words: '2 jobs, 14 pages' },
    { label: 'Submissions', indicator: 33, words: '1 of 3 in four weeks' },
    { label: 'Library', words: 'Not counted: the feed is late' },
  ],
  history: [
    { week: '12 Oct', score: 71, band: 'good' },
    { week: '19 Oct', score: 66, band: 'good' },
    { week: '26 Oct', score: 58, band: 'partial' },
    { week: '2 Nov', band: 'unknown' },
    { week: '9 Nov', score: 37, band: 'low' },
    { week: '16 Nov', score: 22, band: 'low' },
  ],
  reasons: [
    'Attended 3 of 11 sessions in 14 days',
    'Canvas use lower than 92 in 100 students on the same programme and level',
    'Well below her own four weeks before (66 to 22)',
  ],
  missing: ['Library: nothing received since 14 November, so it is left out of the score'],
  back: { text: 'show my tutees', page: 1 },
  suggestions: [
    { title: 'Log a call', text: 'log a call with 00412345' },
    { title: 'Contact history', text: 'contact history of 00412345' },
    { title: 'Who has looked', text: 'who viewed 00412345?' },
  ],
})

/** A role that reads reasons in words and no indicators. */
const namedProfile = studentProfileCard({
  name: "Connor O'Brien",
  initials: 'CO',
  subtitle: '00412377 · BSc Computer Science · level 5',
  facts: [
    { title: 'Programme', value: 'BSc Computer Science' },
    { title: 'E-mail', value: 'connor.obrien@students.example.ac.uk' },
    { title: 'Student ID', value: '00412377' },
  ],
  scope: 'School of Computing, as its director',
  freshness,
  band: 'partial',
  trend: 'steady',
  sources: [],
  history: [],
  reasons: ['Attendance is lower than that of most peers', 'Submissions are on time'],
  missing: [],
  suggestions: [{ title: 'The school this week', text: 'summarise the School of Computing' }],
})

const greeting = messageCard({
  title: 'Hello, Sarah',
  paragraphs: [
    'I answer questions about how your students engage with their studies, from Canvas, library, printing and attendance data.',
    'Ask in your own words, or start with one of these.',
  ],
  suggestions: [
    { text: 'show low-engagement tutees' },
    { text: 'which tutees are falling?' },
    { text: 'my access' },
    { text: 'help' },
  ],
})

const deliveries = deliveriesCard({
  title: 'Messages sent unasked in the last 30 days',
  paragraphs: ['14 waiting, 2 of them due, the oldest since 09:12 on Tuesday 24 November.'],
  facts: [
    { title: 'Sent', value: '1204' },
    { title: 'Failed', value: '9 (the person blocked the bot: 7, the person has no chat with the bot: 2)' },
  ],
  reach: [{ role: 'Personal tutor', count: '412 of 445', detail: '2 blocked, 31 without a chat' }],
  usefulness: [
    { title: 'No activity at all', value: 'about 70% useful, of about 35 judged and about 90 told' },
    { title: 'A sudden drop', value: 'about 10 told, too few answers yet: 5 are needed, from 3 people' },
  ],
  suggestions: [{ text: 'data status' }],
})

const dataStatus = dataStatusCard({
  title: 'How fresh the data are',
  paragraphs: [
    '3 sources are left out of the scores: no data never reads as no engagement.',
    'Scored to Monday 23 November.',
  ],
  rows: [
    {
      name: 'Attendance',
      state: 'well',
      detail: 'Data to Monday 23 November · 98% of the usual amount · last loaded on Tuesday 24 November',
    },
    {
      name: 'Canvas',
      state: 'thin',
      detail:
        'Complete to Wednesday 18 November · 22% of the usual amount · left out of the scores · last loaded on Tuesday 24 November',
    },
    {
      name: 'Library',
      state: 'late',
      detail:
        'Data to Saturday 14 November · left out of the scores · last loaded on Sunday 15 November · a newer load was refused: too many rows were wrong',
    },
    { name: 'Printing', state: 'silent', detail: 'No data yet · left out of the scores · never loaded' },
    { name: 'Student records', state: 'well', detail: 'All loaded on Tuesday 24 November or later' },
  ],
  suggestions: [{ text: 'show low-engagement tutees' }, { text: 'help' }],
})

const counts = countsCard({
  title: 'Engagement this week · School of Computing',
  scope: 'About 640 active students, as pro-vice-chancellor of the faculty',
  freshness,
  total: 'About 640 students · 13% low or no engagement · 4% too little data · average score 61',
  rows: [
    { band: 'high', count: '120', value: 120 },
    { band: 'good', count: '245', value: 245 },
    { band: 'partial', count: '170', value: 170 },
    { band: 'low', count: '65', value: 65 },
    { band: 'none', count: '15', value: 15 },
    { band: 'unknown', count: '25', value: 25 },
  ],
  note: 'Counts are rounded to the nearest 5, so they may not add up to the total.',
  suggestions: [
    { title: 'By programme', text: 'summarise the School of Computing by programme' },
    { title: 'By level', text: 'summarise the School of Computing by level' },
    { title: 'Week by week', text: 'how has the School of Computing changed by week?' },
  ],
})

const summary = summaryCard({
  title: 'By programme · School of Computing',
  scope: 'School of Computing, as faculty pro-vice-chancellor: numbers only, never a person',
  freshness,
  total: 'About 770 students · 13% low or no engagement · 4% too little data · average score 61',
  columns: ['Programme', 'Students', 'Engagement'],
  rows: [
    {
      name: 'Computer Science',
      middle: 'about 490',
      engagement: '14% low or no engagement · 4% too little data · average score 60',
    },
    {
      name: 'Cyber Security',
      middle: 'about 190',
      engagement: '11% low or no engagement · 3% too little data · average score 63',
    },
    { name: 'Data Science', middle: 'too few to show', engagement: '' },
    { name: 'Robotics', middle: 'too few to show', engagement: '' },
  ],
  paging: { first: 1, last: 4, total: 4 },
  note: 'Counts are rounded to the nearest 5. Too few to show: fewer than 23 students, or a group that would give such a group away when the others are taken from the total.',
  suggestions: [{ text: 'summarise the School of Computing by level' }, { text: 'data status' }],
})

const cohort = studentListCard({
  title: 'Project PRJ-BELONG',
  scope: '38 students of project PRJ-BELONG, as project staff, under pseudonyms',
  freshness,
  rows: [
    {
      name: 'P-7K3QF9XM4T',
      subtitle: 'Psychology · level 4',
      band: 'low',
      open: { text: 'show P-7K3QF9XM4T' },
    },
    {
      name: 'P-0M2ZC8V6RD',
      subtitle: 'programme and level not shown: too few in this cohort',
      band: 'partial',
      open: { text: 'show P-0M2ZC8V6RD' },
    },
  ],
  paging: { first: 1, last: 2, total: 2 },
  suggestions: [{ text: 'summarise PRJ-BELONG' }, { text: 'my access' }],
})

/** What every member of a chat reads. The reference is of nobody. */
const sharedStudent = sharedStudentCard({
  reference: 'bm9ib2R5',
  paragraphs: [
    'I show each of you only what your own role allows, in your private chat with me. Nobody sees here whom this is about.',
  ],
})

/** One example of each card, with invented people. */
export const gallery: { name: string; card: Card }[] = [
  { name: 'student-list', card: studentList },
  { name: 'student-list-empty', card: emptyList },
  { name: 'student-profile', card: fullProfile },
  { name: 'student-profile-named', card: namedProfile },
  { name: 'greeting', card: greeting },
  { name: 'data-status', card: dataStatus },
  { name: 'deliveries', card: deliveries },
  { name: 'counts', card: counts },
  { name: 'summary', card: summary },
  { name: 'student-list-pseudonymous', card: cohort },
  { name: 'shared-student', card: sharedStudent },
  ...writtenExamples,
  ...unaskedExamples,
  ...alertExamples,
]
