/** The rules of the house: who may import whom. `npm run test:architecture` keeps them. */
const only = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

module.exports = {
  forbidden: [
    only('no-cycles', 'A cycle means that two files are one idea.', {}, { circular: true }),
    only(
      'data-and-cards-stand-alone',
      'Imports run one way: bot → cards, bot → data.',
      { path: '^(data|cards)/' },
      { path: '^bot/' },
    ),
    only(
      'cards-know-only-the-words',
      'Cards are pure functions of typed models.',
      { path: '^cards/' },
      { path: '^data/(?!domain/)' },
    ),
    only(
      'domain-imports-nothing',
      'The words of the field depend on no other room.',
      { path: '^data/domain/' },
      { path: '^(bot|cards|data/(?!domain/))' },
    ),
    only(
      'teams-sdk-in-bot-teams',
      'The Bot Framework stays behind one folder.',
      { path: '^(bot|cards|data)/', pathNot: '^bot/teams/' },
      { path: 'node_modules/(botbuilder|botframework|@microsoft/teams-ai|openai)' },
    ),
    only(
      'database-drivers-in-store',
      'Engines differ in data/store alone.',
      { path: '^(bot|cards|data)/', pathNot: '^data/store/' },
      { path: 'node_modules/(mssql|tedious|libsql)/' },
    ),
    only(
      'duckdb-in-feeds',
      'Files are read in data/feeds alone.',
      { path: '^(bot|cards|data)/', pathNot: '^data/feeds/' },
      { path: 'node_modules/@duckdb/' },
    ),
    only(
      'telemetry-in-one-room',
      'What is told to those who run the bot goes through the allow-list of bot/telemetry.',
      { path: '^(bot|cards|data)/', pathNot: '^bot/telemetry/' },
      { path: 'node_modules/(@opentelemetry/|@azure/monitor-)' },
    ),
    only(
      'blob-storage-in-one-file',
      'What is downloaded is looked after in one place.',
      { path: '^(bot|cards|data)/', pathNot: '^bot/nightly/blob-container[.]ts$' },
      { path: 'node_modules/@azure/storage-' },
    ),
    only(
      'scopes-come-from-access',
      'Only bot/access may say what a person may see.',
      { path: '^(bot|cards|data)/', pathNot: '^bot/access/' },
      { path: '^data/domain/grant-scope' },
    ),
    only(
      'grants-come-from-access',
      'Only bot/access may say who reads the access trail and its alerts.',
      { path: '^(bot|cards|data)/', pathNot: '^bot/access/' },
      { path: '^data/domain/grant-reads' },
    ),
    only(
      'operators-use-commands',
      'Only the command line is an operator: nobody becomes one in a chat.',
      { path: '^(bot|cards|data)/', pathNot: '^bot/commands/' },
      { path: '^bot/access/operator' },
    ),
    only(
      'no-sql-in-answers',
      'Answers ask queries, never the store.',
      { path: '^bot/(answers|language)/' },
      { path: '^data/store/(?!store[.]ts)|node_modules/kysely/' },
    ),
    only(
      'product-does-not-need-tests',
      'Nothing shipped relies on the tests.',
      { path: '^(bot|cards|data)/' },
      { path: '^tests/' },
    ),
    only(
      'dev-packages-stay-out',
      'What is shipped is in the dependencies.',
      { path: '^(bot|cards|data)/' },
      { dependencyTypes: ['npm-dev'] },
    ),
    only('nothing-unresolvable', 'Every import exists.', {}, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tests/tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['require', 'node', 'default', 'types'],
    },
  },
}
