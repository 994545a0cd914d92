const list = (words: string): string[] => words.trim().split(/\s+/u)

/**
 * Words of questions about engagement that the grammar does not know, and that may be told to a model. They are chosen,
 * not taken from a dictionary: none describes a person's health, belief, origin, family or money, and none is a common name.
 */
export const ordinaryWords: ReadonlySet<string> = new Set(
  list(`
    accordingly actual additional advance advise affected afterwards against ahead alike already alternatively
    anymore anyway apparently approach approaching appropriate assess assessment assessing assume attempt attempted
    attempting attended average avoid avoided behaviour believe below beneath brings certain certainly
    clear clearly common compares comparing comparison consider considered considering contain containing contains
    continue continued continues continuing cover covers decide decline deeper depend depending depends describe
    despite deserve deserves directly early easily easy effect effort efforts eight either encourage
    encouraging ended ending engagements enrolled enrolment entirely especially essentially evidence exactly expect
    expected fair fairly far feel feeling feels felt fewer fewest finding focus following follows former
    frequently future gap gaps gather halfway happen heavily hence hour hours ideally identify immediately impact
    important including increase increasingly indeed instead intend intervention interventions involved involvement
    keen label largely lead leading leads learn leads leaves less lesser likely likewise links locate
    longstanding lose loses loss lowering lowish majority marginally meanwhile measure measured measures mention
    mentioned midterm minority missed mostly motivated motivation namely near nearby neglected next normal
    normally noticeable noticed noticing obvious obviously occasional occasionally occur occurred occurs opposite
    opposed ordinary originally outcome outcomes outlier outliers outline participate participated participates
    participating participation particular particularly pattern patterns pay paying perform performance performed
    performs persist persistent persistently plan planned planning portion position potential potentially practical
    predict prefer presence present previously prior priorities prioritise prioritised priority prompt promptly
    prone proportionally quarter quarters raise ranking ranks rapid rapidly rare reach reaching reality realise
    reasonable reduced reduces reducing reduction regular regularly relate related relation relative relatively
    remained repeat repeated repeatedly represent respond responded responding rest retain return returned returning
    reveal roughly routine satisfactory seek seeking seldom separate separately series serious seriously several
    severe share shortly showing significant significantly similar similarly simple simply slightly slow slower
    slowest slowly somehow sometimes somewhat sooner spend spending spent started stays stick strength
    strengths strike striking subset succeed success successful sudden suddenly suggest suggested suggests surprise
    surprised surprising tackle take takes target targeted targeting tend tended tending tends thereby therefore
    threshold thus tick together tracks typical typically unable unclear underneath understood underperform
    underperformed underperforming unexpected unexpectedly unless unlike unlikely unseen unusual unusually upcoming
    vary varying versus visibly volume wane weakening whenever wherever whichever wish wonder wondering wondered
    worthwhile
    `),
)
