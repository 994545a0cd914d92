/** Words that carry no meaning of their own in a question about students. */
export const fillers: ReadonlySet<string> = new Set(
  `show list see view get give find tell display check bring pull fetch provide pick want need like love which who whom
   whose what is are was were am be been being have has had do does did done me us my mine our ours i we you your the a
   an of in on for with at to from into and that those these this there it its they them their theirs he she his her hers
   please pls plz thanks thank ta cheers hi hello hey hiya morning afternoon dear can could would should will shall may
   might possibly maybe perhaps kindly quick quickly any all only just now currently presently recently lately still so
   far also too though but as or by both doing getting along going gone engagement engaging engaged activity band bands
   if know how about regarding concerning up out here today right overall really actually students student learners
   people one ones anyone everyone group cohort names details trying look looking interested some few lot more most much
   appear appears seem seems looks become becoming studying study studies level picking name ppl bods mates okay using
   used use under among amongst around inside within throughout each every other else myself sort kind sure thing things
   stuff bit little big small whole entire asap urgently tonight later soon must let lets mean worth sorry bother hope
   hoping covering colleague reports report board dashboard flag sitting sit sits showing shown responsible belonging
   belong appearing chasing chase having made make makes fancy where whether while because truly honestly basically
   literally ugh gosh hmm erm inbox poss pretty absolutely swamped um then once already id ids lists register line got
   based eye basis solely purely sum own plus exam wondering wonder possible mind telling grateful trouble kindness
   appreciated advance wee aye pal bot buddy oh ah guys folks lads reckon think guess suppose believe understand actual
   particular specific specifically particularly especially individual individuals potentially probably definitely
   certainly generally typically apparently rank ranked sorted order arrange arranged pop chuck ping put grab dig
   identify highlight nowadays classmates kids lots bunch roll roster named title tab table sheet spreadsheet rundown
   contain containing displayed output returned retrieve search filter query request requested asked ask asking following
   clear clearly simply merely totally ought persons together according person brief short concise collectively
   across least moment time times again yet ever`.split(/\s+/u),
)

/** Beside those that ask for numbers. */
export const summaryFillers: ReadonlySet<string> = new Set(
  `feel sense idea handle grip there percentage proportion share total number numbers figures stats statistics picture overall head heads use usage
   used lot meeting situation state play report dept department please headline key main across whole as general logged`.split(
    /\s+/u,
  ),
)
