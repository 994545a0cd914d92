import { attack, cannotFind, notFound, type Attacks } from './attack'
import { aisha, type World } from './world'

/** Names and IDs tried for whether there is such a student, also in look-alike letters. */
export const probes = ({ say, search }: World): Attacks => ({
  'names as probes': [
    attack('another tutor’s tutee', () => say('helen', 'show Aisha Rahman'), cannotFind),
    attack('another tutor’s tutee by ID', () => say('helen', `show ${aisha.student_id}`), cannotFind),
    attack('an ID that nobody has', () => say('helen', 'show 00999999'), cannotFind),
    attack('a name that several have elsewhere', () => say('helen', 'show Mohammed Ali'), cannotFind),
    attack(
      'a question whether somebody exists',
      () => say('helen', 'is there a student called Aisha Rahman'),
      cannotFind,
    ),
    attack('a surname with a wildcard', () => say('helen', 'show Rahm%'), cannotFind),
    // Of nearly that name she has a tutee herself.
    attack(
      'a surname with an underscore for a letter',
      () => say('helen', 'show Rahma_'),
      'Luke Braithwaite-Rahman',
    ),
    attack('a search of the message extension', () => search('helen', 'Aisha Rahman'), 'composeExtension'),
    attack('a name in another case and with accents', () => say('helen', 'show ÀISHA râhman'), cannotFind),
  ],
  'homoglyphs and invisible characters': [
    attack('a Cyrillic letter in the name', () => say('ruth', 'show Аisha Rahman'), cannotFind),
    attack('a zero-width space in the ID', () => say('helen', 'show 0041\u200b2301'), cannotFind),
    attack('full-width digits of a foreign ID', () => say('helen', 'show ００４１２３０１'), cannotFind),
    attack('words turned from right to left', () => say('helen', '\u202eshow Aisha Rahman\u202c'), notFound),
    attack('a NUL in the words', () => say('helen', 'show Aisha\u0000Rahman'), notFound),
    attack('tag characters', () => say('helen', 'show Aisha\u{e0041}\u{e0042} Rahman'), notFound),
  ],
})
