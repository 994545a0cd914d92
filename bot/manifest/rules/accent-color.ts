import { unless, type Check } from '../checked'

/** WCAG’s least for text; the white outline icon and white words stand on this colour. */
const least = 4.5

export const accentColorCarriesWhite: Check = ({ manifest: { accentColor } }) => {
  const [, red = '', green = '', blue = ''] =
    /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/iu.exec(accentColor) ?? []
  if (red === '') return []
  const luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  const contrast = 1.05 / (luminance + 0.05)
  return unless(
    contrast >= least,
    'accentColor',
    `be darker: white on it has a contrast of ${contrast.toFixed(1)} to 1, of ${least} that it needs`,
  )
}

/** A channel of sRGB, in hexadecimal digits, as light. */
function linear(digits: string): number {
  const share = Number.parseInt(digits, 16) / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}
