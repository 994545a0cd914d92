import { unless, type Check, type Checked } from '../checked'
import { longest } from '../commands-shown'
import { fieldAt, type Fault } from '../fault'

interface Command {
  title: string
  description: string
}

/** For each list of commands, with its field. */
const ofEachList =
  (check: (commands: readonly Command[], field: string) => Fault[]): Check =>
  ({ manifest: { bots } }: Checked) =>
    bots.flatMap(({ commandLists }, bot) =>
      commandLists.flatMap(({ commands }, list) =>
        check(commands, fieldAt(['bots', bot, 'commandLists', list, 'commands'])),
      ),
    )

export const commandsAreDifferent: Check = ofEachList((commands, field) => {
  const titles = commands.map(({ title }) => title.trim().toLowerCase())
  return titles.flatMap((title, index) =>
    unless(titles.indexOf(title) === index, `${field}[${index}].title`, 'not be there twice'),
  )
})

export const commandsFit: Check = ofEachList((commands, field) =>
  commands.flatMap(({ title, description }, index) => [
    ...unless(
      title.length <= longest.title,
      `${field}[${index}].title`,
      `have at most ${longest.title} letters`,
    ),
    ...unless(
      description.length <= longest.description,
      `${field}[${index}].description`,
      `have at most ${longest.description} letters`,
    ),
  ]),
)

export const commandsAreExplained: Check = ofEachList((commands, field) =>
  commands.flatMap(({ description }, index) =>
    unless(description.trim() !== '', `${field}[${index}].description`, 'say what the command does'),
  ),
)

export const helpIsThere: Check = ofEachList((commands, field) =>
  unless(
    commands.some(({ title }) => title.toLowerCase() === 'help'),
    field,
    'hold “help”',
  ),
)

/** Who has the bot in one place finds its commands there, in one list. */
export const everyScopeHasItsCommands: Check = ({ manifest: { bots } }) =>
  bots.flatMap(({ scopes, commandLists }, bot) => {
    const listed = commandLists.flatMap((list) => list.scopes)
    const field = fieldAt(['bots', bot, 'commandLists'])
    return [
      ...scopes.flatMap((scope) =>
        unless(
          listed.filter((other) => other === scope).length === 1,
          field,
          `hold one list for the scope ${scope}`,
        ),
      ),
      ...listed.flatMap((scope) =>
        unless(scopes.includes(scope), field, `not be for ${scope}, where the bot is not`),
      ),
    ]
  })
