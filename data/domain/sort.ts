/** In what order students are listed: the lowest score first, by name, the falling first, or the longest silent first. */
export const sorts = ['score', 'name', 'trend', 'last-active'] as const
export type Sort = (typeof sorts)[number]
