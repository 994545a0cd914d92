import { addDays } from '../domain/day'
import { fullName, type Mode } from '../domain/student'
import { demoTuteeLevel, demoTutees, type DemoTutee } from './demo-tutees'
import { active, drawEnrolment, interruptedOn, type Enrolment } from './enrolment'
import { programmes, type Programme } from './institution'
import { AddressBook, drawStudentName, type PersonName } from './person-name'
import { drawProfile, plainProfile } from './profile'
import { Random } from './random'
import type { SampleStudent, StudentRow } from './student'
import type { Term } from './term'

interface Draw {
  random: Random
  term: Term
  addresses: AddressBook
  /** Full names given so far. */
  taken: Set<string>
}

/** Everyone on the books, the demo tutor's tutees first, then by programme and level. */
export function sampleStudents(seed: number, term: Term): SampleStudent[] {
  const random = new Random(seed, 'students')
  const draw = {
    random,
    term,
    addresses: new AddressBook('student.northbridge.example'),
    taken: new Set<string>(),
  }
  const students = demoTutees.map((tutee) => demoStudent(draw, tutee))
  const nextId = studentIds(random)
  for (const programme of programmes) {
    for (const { level, size } of programme.cohorts) {
      students.push(...cohort(draw, programme, level, size, nextId))
    }
  }
  return students
}

function cohort(draw: Draw, programme: Programme, level: number, size: number, nextId: () => string) {
  const students: SampleStudent[] = []
  for (let index = 0; index < size; index++) {
    // Now and then a namesake: two neighbours in a cohort often share a tutor too.
    const namesake = draw.random.chance(0.006) ? students.at(-2)?.row : undefined
    const name = namesake ?? drawNewName(draw)
    students.push(drawStudent(draw, programme, level, { student_id: nextId(), ...nameOf(name) }))
  }
  return students
}

/** Whoever asks for one of the demo tutees by full name means that tutee. */
const demoNames = new Set(demoTutees.map(fullName))

/** A name that few have yet: small pools of names would make more namesakes than there are in life. */
function drawNewName({ random, taken }: Draw): PersonName {
  for (let attempt = 1; ; attempt++) {
    const name = drawStudentName(random)
    const full = fullName(name)
    if (demoNames.has(full) || (taken.has(full) && attempt < 3)) continue
    taken.add(full)
    return name
  }
}

type Identity = PersonName & { student_id: string }

function drawStudent(draw: Draw, programme: Programme, level: number, who: Identity): SampleStudent {
  const { random, term } = draw
  const enrolment = drawEnrolment(random, term, level)
  const profile = drawProfile(random, term)
  const mode = random.chance(programme.partTime) ? 'part-time' : 'full-time'
  const until = Math.min(profile.until, enrolment.here.until)
  return {
    row: studentRow(draw, who, { programme: programme.code, level, mode }, enrolment),
    profile: { ...profile, from: enrolment.here.from, until },
  }
}

function demoStudent(draw: Draw, tutee: DemoTutee): SampleStudent {
  const enrolment = demoEnrolment(draw.term, tutee)
  const mode = tutee.situation === 'part-time' ? 'part-time' : 'full-time'
  const who = { student_id: tutee.student_id, ...nameOf(tutee) }
  return {
    row: studentRow(draw, who, { programme: tutee.programme, level: demoTuteeLevel, mode }, enrolment),
    profile: { ...plainProfile(tutee.archetype, draw.term), ...enrolment.here },
  }
}

function demoEnrolment(term: Term, { situation }: DemoTutee): Enrolment {
  const lastYear = addDays(term.start, -364)
  if (situation === 'just-joined') return active(term, addDays(term.today, -5))
  if (situation === 'interrupted') return interruptedOn(term, lastYear, 24, false)
  const enrolment = active(term, lastYear)
  // Whatever day of the week it is, the last full fortnight of whole weeks is silent.
  if (situation === 'silent') return { ...enrolment, here: { from: 0, until: term.todayIndex - 22 } }
  return enrolment
}

interface Place {
  programme: string
  level: number
  mode: Mode
}

function studentRow(
  { random, addresses }: Draw,
  who: Identity,
  place: Place,
  enrolment: Enrolment,
): StudentRow {
  return {
    ...who,
    email: addresses.address(who),
    mobile: random.chance(0.94) ? `07700 900${random.between(0, 999).toString().padStart(3, '0')}` : '',
    photo_url: '',
    programme_code: place.programme,
    level: place.level,
    mode: place.mode,
    status: enrolment.status,
    start_date: enrolment.start_date,
    end_date: enrolment.end_date,
  }
}

function nameOf({ given_name, family_name }: PersonName): PersonName {
  return { given_name, family_name }
}

/** Eight digits each, in no order, none twice: the step shares no factor with the number of IDs. */
function studentIds(random: Random): () => string {
  const count = 70_000
  const first = random.between(0, count - 1)
  let drawn = 0
  return () => (420_000 + ((first + drawn++ * 7919) % count)).toString().padStart(8, '0')
}
