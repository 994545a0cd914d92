import type { Card } from './card'
import { studentListCard, type StudentRow } from './student-list'
import { weeklyCard, type WeeklyModel } from './weekly'

// The gallery's examples of what comes unasked.

const freshness = 'Data to Monday 23 November · library late, to 14 November'
const alert = '3f0e6f0a-52c1-4f0e-9d3b-6a1f0c9d7e11'

const digestRow: StudentRow = {
  name: 'Aisha Khan',
  subtitle: '00412345 · BSc Computer Science · level 5',
  band: 'low',
  trend: 'falling',
  reason:
    'They missed their last 5 teaching events without leave, since Monday 9 November · and 1 other reason',
  open: { verb: 'alert-open', alert },
}

const digest = studentListCard({
  title: '12 alerts to look at this week, the greatest concern first',
  scope: 'Your tutees, as personal tutor · sent in this digest only',
  freshness,
  rows: Array<StudentRow>(10).fill(digestRow),
  paging: { first: 1, last: 10, total: 12 },
  suggestions: [
    { title: 'All my alerts', text: 'my alerts' },
    { text: 'alert settings' },
    { title: 'Pause for a week', text: 'pause my alerts for a week' },
  ],
})

const week: WeeklyModel = {
  title: 'Computer Science this week',
  scope: 'Computer Science, as programme leader',
  freshness,
  total: 'About 415 students · 12% low or no engagement · 4% too little data · average score 61',
  bands: [
    { band: 'high', count: 'about 95' },
    { band: 'good', count: 'about 150' },
    { band: 'partial', count: 'about 105' },
    { band: 'low', count: 'about 45' },
    { band: 'none', count: 'about 5' },
    { band: 'unknown', count: 'about 15' },
  ],
  chart: {
    title: 'Percentage with low or no engagement, by week',
    points: [
      { x: '2 Nov', y: 9 },
      { x: '9 Nov', y: 10 },
      { x: '16 Nov', y: 12 },
    ],
  },
  rows: Array<WeeklyModel['rows'][number]>(5).fill({
    name: 'Aisha Khan',
    subtitle: '00412345 · BSc Computer Science · level 5',
    band: 'none',
    trend: 'falling',
    reason:
      'Nothing was seen of them in any source for 21 days: last seen on Monday 2 November · staff told, no response yet',
    open: { title: 'Open', text: 'show 00412345' },
  }),
  facts: [
    { title: 'Students with an open alert', value: 'about 30' },
    { title: 'Of these, staff were told of', value: 'about 30' },
    { title: 'And responded to', value: 'about 20' },
    {
      title: 'Found useful',
      value: 'No activity at all: about 70% useful, of about 25 judged and about 40 told',
    },
  ],
  note: 'Counts are rounded to the nearest 5, and percentages need at least 23 students. This card names students: pass on the numbers, not the card.',
  why: 'You get this every week as programme leader.',
  suggestions: [
    { title: 'By level', text: 'summarise Computer Science by level' },
    { title: 'By week', text: 'summarise Computer Science by week' },
    { text: 'alert settings' },
    { title: 'Pause for two weeks', text: 'pause my alerts for two weeks' },
  ],
}

const widerRole = weeklyCard({
  ...week,
  title: 'Faculty of Science this week',
  scope: 'Faculty of Science, as faculty pro-vice-chancellor: numbers only, never a person',
  why: 'You get this every week as faculty pro-vice-chancellor.',
  rows: [],
  facts: [],
})

export const unaskedExamples: { name: string; card: Card }[] = [
  { name: 'digest', card: digest },
  { name: 'weekly', card: weeklyCard(week) },
  { name: 'weekly-of-wider-role', card: widerRole },
]
