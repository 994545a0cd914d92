import { isBesideManifest } from '../app-package'
import { unless, wordsFor, type Check, type Checked } from '../checked'
import { longest } from '../commands-shown'
import { fieldAt } from '../fault'

export const mainLanguageIsEnglish: Check = ({ manifest: { localizationInfo } }) =>
  unless(
    localizationInfo.defaultLanguageTag === 'en-gb',
    'localizationInfo.defaultLanguageTag',
    'be en-gb, in which manifest.json is written',
  )

export const translationsAreThere: Check = ({ manifest: { localizationInfo }, files }) =>
  localizationInfo.additionalLanguages.flatMap(({ file }, index) => {
    const field = fieldAt(['localizationInfo', 'additionalLanguages', index, 'file'])
    return [
      ...unless(isBesideManifest(file), field, 'be the name of a file beside manifest.json'),
      ...unless(
        files.has(file) || !isBesideManifest(file),
        field,
        `name a file that is there: ${file} is not`,
      ),
    ]
  })

export const languagesAreDifferent: Check = ({ manifest: { localizationInfo } }) => {
  const { defaultLanguageTag, additionalLanguages } = localizationInfo
  const tags = [defaultLanguageTag, ...additionalLanguages.map(({ languageTag }) => languageTag)]
  return additionalLanguages.flatMap(({ languageTag }, index) =>
    unless(
      tags.indexOf(languageTag) === index + 1,
      fieldAt(['localizationInfo', 'additionalLanguages', index, 'languageTag']),
      'not be there twice',
    ),
  )
}

/** Every text that somebody reads who looks for the app or uses it, but for the commands' titles. */
function textsToTranslate({ manifest: { bots, composeExtensions } }: Checked): string[] {
  const commands = bots.flatMap(({ commandLists }, bot) =>
    commandLists.flatMap((list, index) =>
      list.commands.map((_, command) =>
        fieldAt(['bots', bot, 'commandLists', index, 'commands', command, 'description']),
      ),
    ),
  )
  const searches = composeExtensions.flatMap((extension, index) =>
    extension.commands.flatMap(({ parameters }, command) => {
      const at = ['composeExtensions', index, 'commands', command]
      const own = ['title', 'description'].map((key) => fieldAt([...at, key]))
      const asked = parameters.flatMap((_, parameter) =>
        ['title', 'description'].map((key) => fieldAt([...at, 'parameters', parameter, key])),
      )
      return [...own, ...asked]
    }),
  )
  return ['name.short', 'name.full', 'description.short', 'description.full', ...commands, ...searches]
}

export const translationsAreWhole: Check = (checked) =>
  checked.translations.flatMap((translation) =>
    textsToTranslate(checked).flatMap((key) =>
      unless(wordsFor(translation, key) !== undefined, `${translation.file}: ${key}`, 'be translated'),
    ),
  )

/** Teams leaves out without a word what it finds no place for. */
export const translationsHaveTheirPlace: Check = (checked) => {
  const places = new Set([...textsToTranslate(checked), '$schema'])
  return checked.translations.flatMap(({ file, strings }) =>
    Object.keys(strings).flatMap((key) =>
      unless(places.has(key) || isTitleOfCommand(key), `${file}: ${key}`, 'have a place in manifest.json'),
    ),
  )
}

/** The title is typed into the chat, where English is understood. */
export const commandsStayEnglish: Check = ({ translations }) =>
  translations.flatMap(({ file, strings }) =>
    Object.keys(strings).flatMap((key) =>
      unless(
        !isTitleOfCommand(key),
        `${file}: ${key}`,
        'not be there: the title is what is typed, in English',
      ),
    ),
  )

const isTitleOfCommand = (key: string): boolean => /^bots\[.*\.commands\[\d+\]\.title$/u.test(key)

export const translatedCommandsFit: Check = ({ translations }) =>
  translations.flatMap((translation) =>
    Object.keys(translation.strings).flatMap((key) =>
      unless(
        !/^bots\[.*\.description$/u.test(key) ||
          (wordsFor(translation, key) ?? '').length <= longest.description,
        `${translation.file}: ${key}`,
        `have at most ${longest.description} letters`,
      ),
    ),
  )
