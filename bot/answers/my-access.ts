import { roleWords } from '../access/policy'
import type { Answer, Asking } from './answer'
import { messageAnswer } from './message'
import { capitalise, scopePopulationInWords } from './phrases'
import { missingKeys, nothingToSee } from './refusals'
import { suggestionsAfter } from './suggestions'

const detailWords = {
  full: 'names, contact details, bands, indicators and reasons',
  named: 'names, e-mail, bands and reasons',
  contact: 'names, contact details and bands',
  pseudonymous: 'pseudonyms, programmes and levels that enough share, bands and rounded indicators',
  aggregate: 'numbers only, never a person',
  rights: 'is told of unusual looks; no students',
  operations: 'feeds, jobs and deliveries; no students',
}

/** A person's roles today and what each lets them see. */
export async function answerMyAccess({ access, units, graph }: Asking): Promise<Answer> {
  if (access.grants.length === 0) return nothingToSee(access)
  const name = await graph?.ownName()
  return messageAnswer({
    title: 'What you may see',
    paragraphs: [
      ...(name === undefined ? [] : [`You are signed in as ${name}.`]),
      'This comes from the assignments in the student records and changes with them.',
      'Every look at a student is recorded.',
      ...missingKeys(access),
    ],
    facts: access.grants.map(({ role, detail, populations }) => {
      const whom = populations.map((population) => scopePopulationInWords(population, units)).join(', ')
      return {
        title: capitalise(roleWords(role)),
        value: `${whom === '' ? '' : `${whom}: `}${detailWords[detail]}`,
      }
    }),
    suggestions: suggestionsAfter(access, 'my access'),
  })
}
