/** Names that nobody else can reach, of the machine itself, of examples and of the office next door. */
const notPublic =
  /(^|\.)(localhost|local|internal|intranet|lan|home|corp|test|invalid|example|example\.(com|net|org))$/iu

/** Ways through a firewall for whoever is developing, and names that every tenant of Microsoft’s shares. */
const notOurs =
  /(^|\.)(ngrok\.(io|app|dev)|ngrok-free\.(app|dev)|devtunnels\.ms|tunnelmole\.net|loca\.lt|localtunnel\.me|localhost\.run|lhr\.life|serveo\.net|trycloudflare\.com|pinggy\.(io|link)|onmicrosoft\.com|botframework\.com)$/iu

const name = /^(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))+$/iu

/** What a host must be that it is not: a public one, by its name; undefined where all is well. */
export function faultOfHost(host: string): string | undefined {
  if (host.includes('*')) return 'be one host name, without *'
  if (/[:/]/u.test(host)) return 'be a host name alone, without https://, port or path'
  if (/^[\d.]+$/u.test(host)) return 'be a host name, not an address in numbers'
  if (notPublic.test(host)) return 'be a host that Teams can reach'
  if (notOurs.test(host)) return 'be a host of your own, not one of a tunnel or of Microsoft’s'
  return name.test(host) ? undefined : 'be a whole host name, such as engagement.university.ac.uk'
}
