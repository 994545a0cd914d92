import { bands, type Band } from '../../../data/domain/band'
import { finderOf, readerOf, wordsIn, type Phrases } from '../pattern'
import { without, type Word } from '../words'
import type { Taken } from './taken'

/** Where a student stands, in the words of the contract and in those of staff. */
const table: readonly Phrases<readonly Band[]>[] = [
  {
    means: ['low', 'none'],
    phrases: [
      'not (really) engaging|engaged (with) (us|anything)',
      'low|poor|weak|poorly|lowest|weakest (or no) (level|levels of) engagement|engaged|engaging',
      'low engagers|engager',
      '(engagement) low or none',
      '(doing) badly|poorly|terribly',
      'cause|causing|giving (me|us) concern|worry',
      'need|needs (some) chasing (up)',
      '(be) keep|keeping an eye on',
      'look out for',
      'in danger of (failing|dropping|falling) (out|behind)',
      'at risk of (failing|dropping|leaving|falling) (out|behind)',
      'red flags|flag',
      'problem cases|students',
      'slacking|floundering|drifting|coasting|sinking|drowning',
      'not coping|managing|bothering',
      'not engaging|engaged|engage|engages (well|much|properly|enough)',
      'barely|hardly|scarcely|rarely engaging|engaged|engage',
      'stopped|stop engaging',
      'lack|lacking (of) engagement',
      'under engaged|engaging',
      'disengaged|disengaging|disengagement|unengaged|nonengaging|underengaged',
      'struggling|struggle|struggles|struggled (most)',
      'having a hard|tough time|difficulties',
      'having problems|difficulty',
      'at risk',
      'in trouble|difficulty',
      'of concern',
      '(giving|causing|raising) cause for concern',
      '(i) should|need|ought (i) (to) (be) worry|worried|worrying|concerned|concern (about)',
      'worry|worried|worrying|worries|concerned|concerning|concerns (about|me|us)',
      'falling|fallen|fall|lagging|slipped|getting behind',
      'behind with|on their|the work|studies',
      'doing (so|very|really) badly|poorly',
      'not doing|going (so|very|too|that) well|great|good',
      'not on track',
      'off track',
      'need|needs|needing (a|some|my|our|extra|more) (bit of) help|support|attention|chat|nudge|conversation',
      'flagged|vulnerable',
      'not (really|been) (been) engaging|engaged|engage (with) (us|anything|much)',
      'not keeping up',
      'bad|little|limited|minimal|patchy|disappointing|concerning|worrying (levels of) engagement',
      'no|not engaging|engaged (with) (us|anything)',
      'low|lowest|high|higher risk',
      'at high risk',
      'low|none and|or|plus|to none|low|silent (band|bands)',
      '(on) (the) watch|danger list',
      'having a rough|bad|difficult time|patch|term|semester',
      'finding it|things|life hard|tough|difficult',
      'poor|low|weak performers|engager|engagement|scorers',
      'underperforming|underengaging|floundering|problematic|wobbling|disengages|unmotivated',
      'under performing',
      'checked|switched|tuned out|off',
      'performing|engaging badly|poorly',
      '(do|should|must|ought) i|we (do|should|must|need|have|want|ought|really|to) (really|to) (be) chase|chasing|contact|contacting|reach|reaching|check|checking|intervene|intervening|worry|help|helping|supporting|support|prioritise|prioritising (up) (out) (in) (to|on|with|about) (first)',
      'who to chase|contact|prioritise (up) (first)',
      '(be) need|needs|needing (to) (be|some|an|our|a) chased|contacting|contacted|intervention|intervening|watching|reaching|checking (up) (out|on) (to)',
      'going|gone off (the) rails|boil',
      'on (the) edge|brink|verge',
      'lost|losing engagement',
      'not as engaged as',
      'not fully|properly|really|very|sufficiently engaged|engaging',
      'getting|giving (me|us) nervous|worried',
      'red band|ones|zone',
      'not pulling (their) weight',
    ],
  },
  {
    means: ['low'],
    phrases: ['(the) low (band|banded|ones|category)', 'low scoring|scorers', 'scoring low'],
  },
  {
    means: ['none'],
    phrases: [
      'none band',
      '(the) band none',
      'no|zero|nil engagement|activity (at all|whatsoever)',
      'not active (at all)',
      '(gone|went|go|going|been|completely|totally) silent|quiet|inactive|awol|missing|dark',
      'dropped|fallen off the radar|map',
      'off the radar',
      'gone off grid',
      'disappeared|vanished|ghosting|ghosted|awol|mia',
      'no sign|trace of',
      'no trace',
      'radio silence|silent',
      '(who|that) (are|is) (all) silent|quiet|inactive|invisible',
      '(has|have) (gone|went|fallen) (all|very|away|a bit|completely) silent|quiet|dark|missing|dormant|awol',
      'fallen|fell|dropped|gone|dropping off|from (of) (the|our) face|grid|earth|planet|map|radar (of) (the) (earth|planet)',
      'no|without (any) signs|sign (of) (life|activity|engagement)',
      'showing|shown|showed|show|have|has no|zero (signs of) engagement|activity|life',
      'nowhere to be seen|found',
      'unresponsive|dormant|invisible',
      'not engaged|engaging with anything',
      'gone to ground',
      'not engaging|engaged at all',
      'not doing anything (at all)',
      'doing nothing (at all)',
      '(the) silent|quiet|inactive ones',
    ],
  },
  {
    means: ['partial'],
    phrases: [
      'partial (engagement|band|ones)',
      'partially engaged|engaging',
      'partly|half|moderately|somewhat|semi engaged|engaging',
      'middling (engagement|band)',
      'middle|average|moderate|medium engagement|band',
      'in the middle (band)',
      'so so',
    ],
  },
  { means: ['good'], phrases: ['good (engagement|band|ones)'] },
  {
    means: ['high'],
    phrases: ['high (engagement|band|ones)', 'highly|very engaged|engaging', 'top band', 'fully engaged'],
  },
  {
    means: ['high', 'good'],
    phrases: [
      'doing|did|done|does|going (really|very|quite) well|great|fine|ok|okay|brilliantly|nicely',
      'well engaged|engaging',
      'engaged|engaging (really|very|quite) well|strongly',
      '(actively|properly|really) engaged|engaging',
      'good or better|above|high',
      'strong|strongly|strongest (engagement|engaged|engagers)',
      'thriving|flourishing|excelling|shining|excellent|brilliant',
      'star performers|students',
      'smashing|nailing|acing it',
      'top performers|engagers',
      'most engaged',
      'on track',
      'keeping up',
      'best engaged|engagement',
      'highest|strongest|excellent|great|brilliant|top|fantastic|strong|super engagement',
      'high|top|strong fliers|flyers|achievers|performers|engagers|scorers|flier|flyer',
      'top|best|star|model|strongest students|ones|tutees|learners|pupils',
      'getting|coming on|along (really|very|quite) well|fine|great|nicely|brilliantly',
      'engages|engage|participating (really|very) well',
      'good and|or|plus|to high|above|better (band|bands)',
      'high and|or|plus|to good (band|bands)',
      'in good shape',
      'going strong',
      'no concerns|worries (about)',
      'succeeding|excel|blooming|booming|rocking',
      'cracking on',
      'most|more active',
    ],
  },
  {
    means: ['unknown'],
    phrases: [
      'unknown|unclassified|undetermined (band|engagement|ones|score|category)',
      'can not (yet|currently) (be) judge|judged|score|scored|assess|assessed|band|banded|rate|rated|tell (yet)',
      'too early|soon to (be) judge|judged|tell|say|score|scored',
      'not (have|has|had) (got) (enough|any|sufficient) (enough|of) data|information|info|evidence (yet) (on|for|about) (them)',
      'not enough to go on',
      'missing|lacking a|any score|band',
      'too|so little|few|scarce|sparse data|information|info (to) (judge|score|be|judged|go|say|tell) (by|on)',
      'not enough|sufficient data|information',
      'insufficient|no data',
      'not|never (yet) (be|been) judged|scored|rated|banded',
      'unscored|unjudged|unrated',
      'without (a) score|band',
      'no score|band (yet)',
    ],
  },
]

/** What turns bands into the others: "not low", "everyone apart from the silent ones". */
const negations: readonly Phrases<'not'>[] = [
  {
    means: 'not',
    phrases: [
      'not|neither|nor|never (in|at|currently) (the|a|any|those|of) {bands}',
      'except|excluding|exclude|bar|barring|without|minus|but (for|not|those) (in|with) (the|those|students|anyone|anybody) (in|with|at|who|that) (are|is) (the) {bands}',
      'outside (of) (the) {bands}',
      'apart|aside|other|rather from|than (the|those|students|anyone) (in|with|who|that) (are|is) (the) {bands}',
      'leave|leaving out (the|those|students) {bands}',
      'is|are|was not|no longer (in) (the) {bands}',
    ],
  },
]

interface BandParts {
  bands: readonly Band[]
}

const readBands = readerOf(table, {}, (means) => means)
const findBands = finderOf<readonly Band[]>(table)
const findNegation = finderOf<'not', BandParts>(negations)

const judged = bands.filter((band) => band !== 'unknown')

/** Of all the bands that a message names or excludes those meant, from high to unknown. */
export function takeBands(words: readonly Word[]): Taken<Band[]> | undefined {
  const [named, excluded] = [new Set<Band>(), new Set<Band>()]
  let rest = words
  for (;;) {
    const negation = findNegation(rest, { bands: readBands })
    const plain = findBands(rest, {})
    const isPlain = plain && (!negation || plain.end - plain.start >= negation.end - negation.start)
    const found = isPlain ? plain : negation
    if (!found) break
    const values = isPlain ? plain.value : (negation?.parts.bands ?? [])
    for (const band of values) (isPlain ? named : excluded).add(band)
    rest = without(rest, found.start, found.end)
  }
  if (named.size === 0 && excluded.size === 0) return undefined
  const from = named.size > 0 ? bands.filter((band) => named.has(band)) : judged
  return { value: from.filter((band) => !excluded.has(band)), rest }
}

export const bandWords: readonly string[] = [...wordsIn(table), ...wordsIn(negations)]
