import { wordsFor, type Checked } from './checked'

/** How the app is called and described in one language. */
export interface Listing {
  /** How a field of it is named in a fault. */
  fieldOf: (key: string) => string
  short: string
  full: string
  shortDescription: string
  fullDescription: string
}

/** The listing in the manifest, and in every language that there is a file for. */
export function listingsOf({ manifest, translations }: Checked): Listing[] {
  const { name, description } = manifest
  const own: Listing = {
    fieldOf: (key) => key,
    ...{ short: name.short, full: name.full },
    ...{ shortDescription: description.short, fullDescription: description.full },
  }
  const others = translations.map((translation) => ({
    fieldOf: (key: string) => `${translation.file}: ${key}`,
    short: wordsFor(translation, 'name.short') ?? own.short,
    full: wordsFor(translation, 'name.full') ?? own.full,
    shortDescription: wordsFor(translation, 'description.short') ?? own.shortDescription,
    fullDescription: wordsFor(translation, 'description.full') ?? own.fullDescription,
  }))
  return [own, ...others]
}
