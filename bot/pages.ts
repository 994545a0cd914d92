const page = (title: string, paragraphs: readonly string[], head = ''): string => `<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>${title} · My Engagement for Teams</title>
<style>body{font-family:system-ui,sans-serif;max-width:42rem;margin:3rem auto;padding:0 1rem;line-height:1.5}</style>${head}</head>
<body><main><h1>${title}</h1>
${paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n')}
</main></body>
</html>
`

const leadTo = (notice: string, words: string): string =>
  `<a href="${notice.replaceAll('&', '&amp;')}">${words}</a>`

/** What the store holds, why, and what a student may ask for. */
const privacyPage = (notice: string | undefined): string =>
  page('Privacy', [
    'My Engagement for Teams shows university staff how their students engage with their studies, each within their own role.',
    'It holds student records, daily counts from Canvas, the library (never titles), printing and attendance, and the contacts with a student that their tutors and leaders write down, for each other to read; what was changed or withdrawn is kept too, and a student may ask for all of it. Disability, ethnicity, gender and age never enter a score.',
    'The university is the controller and relies on legitimate interests, UK GDPR Article 6(1)(f). Staff see students within their own role; suppliers that run the systems process the data on the university’s behalf; nobody else receives them.',
    'Where the university has switched that on, the words of a question that the bot does not understand are put to a language model of its choice, after names, IDs and unknown words have been taken out; nothing that the store holds is sent with them.',
    'Students may ask for a copy of what is held on them, have it corrected, restricted or erased where the law gives that right, and object to its use: write to the university’s data-protection office. Anyone may complain to the Information Commissioner’s Office, ico.org.uk.',
    'Every look of a member of staff at students is recorded with who, when and whom, and kept for six years, so that students can be told who saw their data. For 90 days the tutors and leaders of a student can see who looked. Unusually many looks are told to the data-protection office. What a member of staff asked last in a chat is kept for an hour, encrypted, so that the next question may go on from it. How long each kind of data is kept is in the university’s register, which the data-protection office shows you.',
    'A band is a prompt for a conversation. People decide, never this system.',
    ...(notice === undefined
      ? []
      : [`${leadTo(notice, 'The university’s own privacy notice')} says more, and whom to write to.`]),
  ])

/** The terms under which staff use the bot. */
const termsPage = page('Terms of use', [
  'My Engagement for Teams is for staff of the university, for supporting students in their studies and for nothing else.',
  'What it shows is personal data: do not copy or forward it beyond those who need it to support the student.',
  'Bands and trends may be wrong or incomplete. Talk with the student before drawing conclusions.',
])

/** Where the app's listing sends people for help, before they have it as well. */
const supportPage = (notice: string | undefined): string =>
  page('Help and support', [
    'My Engagement for Teams answers staff of the university, within Microsoft Teams, about how their students engage with their studies.',
    'In the chat, say <strong>help</strong> for what you can ask, <strong>my access</strong> for what your role lets you see, and <strong>feedback</strong> to write to those who run it.',
    'If it does not answer, does not know you, or shows you too much or too little, tell your university’s IT service desk. Students who want to know or to correct what is held about them write to the university’s data-protection office.',
    `Read also <a href="/privacy">what is held and why</a>${notice === undefined ? '' : `, ${leadTo(notice, 'the university’s privacy notice')}`}, and <a href="/terms">the terms of use</a>.`,
  ])

/** What anyone may read, by its address: the app's manifest links to it. With the address of the university's own privacy notice. */
export function publicPages(notice?: string): Readonly<Record<string, string>> {
  return { '/': supportPage(notice), '/privacy': privacyPage(notice), '/terms': termsPage }
}

/** Where Entra ID sends somebody who has agreed, or not, to what the bot may read: it tells Teams and closes. */
export const signedInPage = page(
  'Signing in',
  ['You can close this window and go on in Teams.'],
  '<script src="/sign-in/teams.js" defer></script><script src="/sign-in/end.js" defer></script>',
)

/** What comes after the # never reaches the bot: the code in it is not needed, only whether there was an error. */
export const signedInScript = `microsoftTeams.app.initialize().then(() => {
  const failed = new URLSearchParams(location.hash.slice(1)).has('error')
  if (failed) microsoftTeams.authentication.notifyFailure('consent-declined')
  else microsoftTeams.authentication.notifySuccess('consent-given')
})
`
