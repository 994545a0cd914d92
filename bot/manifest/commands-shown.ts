/** As much of a command as clients show, in letters. */
export const longest = { title: 32, description: 128 }
