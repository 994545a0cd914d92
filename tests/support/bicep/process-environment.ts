/** Does something in an environment of these variables and no others. */
export function inEnvironment<T>(variables: Readonly<Record<string, string>>, work: () => T): T {
  const before = { ...process.env }
  for (const name of Object.keys(before)) Reflect.deleteProperty(process.env, name)
  Object.assign(process.env, variables)
  try {
    return work()
  } finally {
    for (const name of Object.keys(process.env)) Reflect.deleteProperty(process.env, name)
    Object.assign(process.env, before)
  }
}
