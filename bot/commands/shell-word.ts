const plain = /^[\w./:\\@%+=,-]+$/u

/** A file's name as a shell takes it, quoted where need be. */
export function shellWord(file: string, system: NodeJS.Platform = process.platform): string {
  // Outside quotation marks a backslash is part of a name on Windows alone.
  if (plain.test(file) && (system === 'win32' || !file.includes('\\'))) return file
  return `"${system === 'win32' ? file : file.replaceAll(/["$`\\]/gu, String.raw`\$&`)}"`
}
