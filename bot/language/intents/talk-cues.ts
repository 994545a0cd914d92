import type { TalkIntent } from './talk-intent'

/**
 * What else says an intent: each cue is sets of words, of which a message must have one each, and beside them it may only
 * have the intent's own words and the common ones.
 */
export const talk: readonly { means: TalkIntent; cues: string[]; words: string }[] = [
  {
    means: 'privacy',
    cues: [
      'who|see sees read reads|things what everything searches questions messages notes|i|look type search ask write say wrote typed',
    ],
    words: 'up on here about of else the this bot when can',
  },
  {
    means: 'my-access',
    cues: [
      'access permission permissions role roles rights privileges clearance scope assignments assigned|i my me am',
      'see view visible viewing look|allowed permitted entitled authorised able can may could|i my me',
      'see view visible|which what whose why|i my me|student students people records data programmes everyone groups else more others',
      'signed logged|as who',
      'am|i|tutor leader director',
      'roles role access permissions rights|hold have given got far set|i my me',
      'get reach look see view|whose which what why who|i me',
      'visible|which what|me i',
      'basis|i|view see look',
      'besides beyond outside|i|see view access',
    ],
    words: `here system bot have got has level kind do does which whose students student data people records programmes program
      information groups only everyone all others other programme under everybody much far down as whom listed for count
      registered currently account tutor leader personal staff list modules courses tool about actually supposed populations population able`,
  },
  {
    means: 'data-status',
    cues: [
      'data feed feeds information info figures numbers source sources everything it system systems scores|fresh freshness status old recent current late stale complete updated update refreshed refresh loaded load missing broken down delayed working behind health reliable timely latest synced sync lagging arrived imported import up',
      'data figures numbers|in through here arrived|yet',
      'date|data figures numbers information|from which what',
      'date|up|data feed feeds figures numbers information info everything',
      'come coming came arrive arrived|data feed feeds',
      'outage outages|data feed feeds source sources',
      'problem problems issue issues|feed feeds',
      'refresh refreshed sync synced|time when latest last',
      'go goes going|data|up to',
      'canvas library attendance printing submissions|fresh status late stale updated update refreshed loaded missing broken down delayed working synced up current lagging',
    ],
    words: `how when was were last canvas library attendance printing submissions engagement student students latest most run runs
      today yesterday night morning yet in through there any problems issues problem issue wrong with ok okay date timely
      being getting often every come coming long ago since check uptodate gone out loading overnight all time far back go goes
      this week does scores score from system systems at moment behind feeding import trust rely`,
  },
  {
    means: 'privacy',
    cues: [
      'privacy gdpr confidentiality confidential lawful legal',
      'data information records|protection protected protect stored store kept keep hold held collected collect used retain retained retention shared share delete deleted secure safe come comes comply compliant processed process handled dpia governance',
      'data information|do doing happens use using|with what',
      'questions searches lookups activity ask asked look chat chats conversation messages|logged recorded tracked stored kept audited monitored private saved',
      'students they|know consent told aware opt',
      'who|keeps holds stores owns uses|data information records',
      'who|see sees read reads|questions ask asked typed type messages chats',
      'happens happen|notes messages questions chats searches data',
      'record recorded records log track|questions ask searches open|me my i',
      'students they|know|looking this',
      'ask asked|erased erase delete deleted hold held|data information them',
      'ethnicity disability gender age race sensitive special background|use used data score any this',
      'hold held|about|them students student',
    ],
    words: `how where why long student students personal use bot system from for about on notice policy statement page
      gdpr being is are you your we our uk legal basis lawful safe secure private happens happened years sort kind which hold
      holding else gets anyone university who with see sees them they their people keeps stores owns third party parties ai openai microsoft
      sold given sent it here track tracking monitoring allowed right of ico law dpo contact officer notes write wrote type typed what's`,
  },
  {
    means: 'help',
    cues: [
      'sort sorts kind kinds type types|things questions|ask say',
      'help stuck lost confused instructions guide manual tutorial examples example capabilities features menu commands',
      'what how|can could do does should would|you i this it bot|do ask say type use work works start begin answer know tell',
      'how|use work works start|this it bot',
      'what|questions things commands',
      'new|here this',
      'show|ropes',
      'what|for|you this it',
      'type ask say|what|sure here to',
      'guide manual instructions tips|a the any is',
      'possible|what',
      'use|how|you this it',
      'things questions|you|answer do',
    ],
    words: `else kind sort sorts kinds type types questions question things thing example examples out with about for sample
      possible use using used work works working started start begin tool app bot thing able need want give some list few
      commands options tips ideas suggestions menu page what how which new first where explain instructions guide manual
      idea stuck lost confused know answer tell say ask type supposed does don understand good way best get got no clue
      remind walk through quick intro introduction overview purpose point capable understand available remember forgotten forget`,
  },
  {
    means: 'feedback',
    cues: [
      'feedback suggestion suggestions complaint complain comment comments idea improvement bug compliment opinion rate',
      'report|bug problem issue mistake error',
      'wrong incorrect unhelpful useless helpful great perfect inaccurate rubbish brilliant nonsense misleading confusing fantastic terrible awful excellent mistaken annoying love hate like dislike nice spot disappointing|that this it answer you figures data reply response bot list was last tool app result information job those these on card',
      'not|right correct helpful useful what accurate true|that this it answer you figures reply response was list',
      'better improved improve|could should would you this bot it',
    ],
    words: `give leave send make share submit provide pass have some want would like where how can to the team developers for
      on about improving improve this bot answer app tool figures just gave me you were are is was wrong very really so
      looks look seems seem job work thing something reply response numbers result results list information data score isn
      completely totally quite pretty bit too also your those these last one first what asked i meant wanted problem error
      issue mistake with it not at all helpful useful right correct user experience thought thoughts got did feature new
      option add been think way better card cards message screen someone who do off mark well done keep up`,
  },
]

const list = (words: string): string[] => words.split(/\s+/u)

/** Words that may stand beside any cue. */
export const common = new Set(
  list(
    `please pls plz thanks thank ta cheers hi hello hey can could would should will you i me my mine us we our the a an of to in on
     for from and or so ok okay just now today right then there here this that these those it its is are am be been was were do
     does did has have had any all some if at as by what which how who when where why with about again also but possibly kindly
     quickly quick bot let tell show give see check list need want like know get not no yes morning afternoon`,
  ),
)
