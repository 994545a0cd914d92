import type { Source } from '../../../data/domain/source'
import { wordsIn, type Phrases } from '../pattern'

/** What a source is called, and what students do in it. */
export const sourcePhrases: readonly Phrases<Source>[] = [
  {
    means: 'attendance',
    phrases: [
      'attendance|attendances (record|rate|figures|data)',
      'attending|attended|attend|attends (any|anything|their|the|all|much|our|my)',
      '(their|any|the|all|my|our|to|teaching|his|her) lectures|lecture|classes|class|seminars|seminar|tutorials|labs|lessons|sessions|teaching|workshops|timetabled',
      'attending|attended|attend|attends (any|their|the|all|my|our|to) (of) (their) lectures|lecture|classes|class|seminars|tutorials|labs|lessons|sessions|teaching|workshops',
      'coming|came|come|going|gone|went|go|goes|getting|been|bothering|bother|turning|turned|turn|showing|shown|showed|show up|in|to|for|at (to|for|at|in) (any|their|the|all|my|our) (of) (their|the) lectures|lecture|classes|class|seminars|tutorials|labs|lessons|sessions|teaching|workshops|campus|uni|university',
      'turning|turned|turn|turns|showing|shown|showed|show|shows up (to|for) (anything)',
      'been|come|came in|to (to|for) (a|an|any|one|the|their) (single) lecture|lectures|class|classes|seminar|seminars|lab|labs|tutorial',
      'been|coming|come|came|turning|turned|comes in|up (to) (at all)',
      'seen in class',
      'on campus',
      'in class|classes|lectures|teaching',
      '(lecture|seminar|class) no shows|show',
      'attendance|attending at|of|in|for|to (their|the|all) lectures|lecture|classes|class|seminars|seminar|tutorials|labs|lessons|sessions|teaching|workshops',
      '(being|been|be|was|were|is|are) in|at uni|university|college|school|person',
      '(been|come|coming|came|turned|turning|showed|showing) in|up|along to anything',
      'skiving|skived|skive|bunking|bunked (off)',
      'lecture|seminar|class|lab|tutorial attendance',
      'present (on|at|in|for) (the|his|her|their|all) lectures|lecture|classes|class|seminars|labs|teaching|tutorials',
      'attenders|attender|absences|absenteeism|truancy|truanting',
      '(making|made|make) (it) to (their|her|his|my|any|the) lectures|classes|class|seminars|lessons|labs|tutorials',
      'well attended',
      'seen at|in (their|any|the) lectures|classes|seminars|teaching',
      'at (his|her|their|any|the) lectures|classes|class|seminars|labs|tutorials',
    ],
  },
  {
    means: 'canvas',
    phrases: [
      '(on|in|to|into|use|using|used|the|with) canvas (use|usage|activity|page views|views|engagement|clicks)',
      '(on|in|to|into|the) vle|moodle|blackboard|lms (use|usage|activity)',
      'logging|logged|log|logs|logins|login|logons (in|on|onto|into) (to) (the) (canvas|vle)',
      'signing|signed in|into (to) canvas',
      '(being|been|going|go|gone|the) online (activity|engagement|learning|stuff|platform|materials)',
      '(canvas) log|logs ins|in',
      '(been) active on canvas',
      'page|pages views|viewed',
      'learning environment|materials|platform',
      '(virtual) learning environment',
      '(the) canvas|moodle|vle|online|course (course) material|materials|content|resources|site|pages',
      'logins|logons|logon|login (to|on) (the) (vle|canvas|moodle|system)',
      '(logging|logged|log|logs|signing|signed|gone|going|been) on|in|into|onto (to) (the) vle|moodle|blackboard|lms|system|canvas',
      '(engagement|active|activity|engaging|engaged) on|with (the) canvas|vle|moodle|online (materials|platform|learning)',
      'online|canvas|vle|digital activity|engagement|access',
      'opened|opening|opens|accessed|accessing|visited|visiting|touched|touching|looked|looking (at) (the) canvas|vle|moodle|blackboard|online (stuff|materials)',
    ],
  },
  {
    means: 'submissions',
    phrases: [
      'submissions|submission (rate|record|data)',
      'no submissions',
      'handing|handed|hand|submitted|submit|submitting|gave|given (in) his|her|their|the|an essay|assignment|report|dissertation|project|coursework (in)',
      'his|her|their essay|dissertation (in)',
      'handed|handing|hand in (his|her|their|the|any) essay|assignment|dissertation|coursework|work',
      'coursework|assignment|essay hand|submission ins|in|rates|rate',
      'submitters|submitter|nonsubmitters|nonsubmission',
      'subbed|subbing|submiting (any|the|their) (coursework|work|essays)',
      '(their|the|any|all|its) hand ins|in',
      '(anything|nothing|work|coursework|assignments) handed|given|turned|sent in (anything|nothing|work)',
      '(their|the|any|all|of) (pieces|piece) (of) work|essay|assessment in (on) (time)',
      '(getting|got|get) (their|any|the) work|coursework|assignments in (on time)',
      'not handed in',
      'submitting|submitted|submit|submits (any|anything|their|his|her|the|work|on) (work|coursework|assignments|essays|time)',
      '(their|any|the|all|of) (of) (their|the) coursework|assignments|assignment|essays|deadlines|deadline|homework|assessments (on time|in)',
      'handing|handed|hand|hands|turning|turned|giving (anything|any|nothing|work|their|his|her|coursework|assignments|the|essays) (work|coursework|assignments|essays) in (any|anything|work|their|his|her|the|nothing|on) (work|coursework|assignments|essays|time)',
      'handing|handed|hand in work|coursework|assignments|late',
      'meeting|meet|met|making|hitting|managing (with) (their|any|the|her|his) deadlines',
      '(her|his|their) coursework|assignments|essays|submissions (submission|in) (in)',
      'coursework submission|submissions',
    ],
  },
  {
    means: 'library',
    phrases: [
      '(the|use|using|used|uses|in|to|at|on|of) (of) (the|our) library (use|usage|activity|visits|loans|books)',
      'library visited|visiting|visit|visits',
      'visiting|visited|visit|visits (the) library',
      'been|being|going|gone|go|set foot|stepped to|in|into|inside (the) library',
      'borrowing|borrowed|borrow|loans|books|ebooks (any|books|anything) (books)',
      'taken|taking|took (any|some) books out (of) (the) (library)',
      'library usage|loans|entries|entry|access|engagement|swipes|record|records|activity|footfall|attendance',
      '(set) foot in the library',
      '(use|using|used|usage|visits|visiting) (of) (the) (university|uni) library (use|resources|books|services)',
      'e books|resources (use|usage|loans)',
    ],
  },
  {
    means: 'printing',
    phrases: [
      '(the|use|using) printing|printed|print|prints|printers|printer|printouts|printer (anything|any|activity|use|usage|jobs|pages|work)',
    ],
  },
]

/** What says that it is wanting: "missing lectures", "poor attendance", "not using the library". */
export const lacking: readonly Phrases<'absent' | 'poor'>[] = [
  {
    means: 'absent',
    phrases: [
      'not|never|no|nothing|nor|zero|without (been|be|being|ever|even|yet|recently|really) (use|using|used|on|in|to|at|doing|done|made|making|any|anything|much) (of) {source}',
      'stopped|quit|given (up) (using|going|coming) (to) {source}',
      '{source} nothing|nowt',
      '{source} not (been) {source}',
      'not|never (been) opened|touched|accessed|visited|looked|used (at) (the) vle|moodle|online|canvas (stuff|materials)',
      'not|never borrowed|opened|touched|used|visited anything|any (or|nor) {source}',
      'nothing|not a thing {source}',
      'not (have|has|had|be|been) (been) seen|bothered|bothering (with|in|at|to) (the|their|any) {source}',
      'yet to {source}',
      'failed|failing|fails|fail to {source}',
      'non {source}',
      'gave up (on) {source}',
      'no|not {source} (at all|whatsoever)',
    ],
  },
  {
    means: 'poor',
    phrases: [
      '(keep|keeps|kept|been|always|often) missing|missed|miss|misses|skipping|skipped|skips|skip|bunking|avoiding|dodging|ignoring|cutting (off) (a lot of|lots of|too many|all|most of|many|most) {source}',
      '(with) (a|very|really|quite|their|the) poor|low|lowest|bad|weak|terrible|patchy|dodgy|worrying|poorest|worst|little|weakest|awful|dreadful|rubbish|shocking|minimal|hardly|barely|rarely|scarcely|late (any|ever|on|for|in|with|amount of) {source}',
      '{source} (is|are|was|has|looks|been|looking) (a|very|really|quite|so) poor|low|bad|weak|terrible|patchy|dodgy|worrying|awful|slack',
      'behind|late with|on|in (their) {source}',
      'less {source}',
      '{source} (is|are|was|looks) (a|of|causing) concern|concerns|worry|problem|issue',
      '{source} below|under par|average|standard|expectations',
      '{source} (is|are|was|has|looks|been|looking) (a|very|really|quite|so|rather|not) (been) poor|low|bad|weak|terrible|patchy|dodgy|worrying|awful|slack|lacking|rubbish|dreadful|shocking|disappointing|great|good',
      '(a) lack of {source}',
      'lacking|lack {source}',
      'hardly|barely|rarely|scarcely|seldom (ever|been|at|in|going|coming) {source}',
      'late|tardy with|on|to|for {source}',
      'neglecting|shirking|disregarding|avoided|dodged|ducking {source}',
    ],
  },
]

/** The same in one breath. */
export const outright: readonly Phrases<Source>[] = [
  {
    means: 'submissions',
    phrases: ['handed|handing|turned|submitted|submitting|submits nothing|zero|none|nowt (at all) (in)'],
  },
  {
    means: 'attendance',
    phrases: [
      'attended|attending|attends nothing|none',
      'been|come|turned (up) to nothing|none',
      'absent (from) (lectures|classes|class|teaching|seminars|sessions)',
    ],
  },
  { means: 'printing', phrases: ['printed|printing nothing'] },
  { means: 'library', phrases: ['borrowed|borrowing nothing'] },
  { means: 'canvas', phrases: ['opened|viewed|accessed nothing (on) (canvas)'] },
]

export const sourceWords: readonly string[] = [
  ...wordsIn(sourcePhrases),
  ...wordsIn(outright),
  ...wordsIn(lacking),
]
