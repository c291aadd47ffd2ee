/** One setting of git; a value of null is a name alone, which git takes for true. */
export interface GitSetting {
  scope: string
  key: string
  value: string | null
}

/** Settings that tell git how to reach a remote and as whom: credentials, headers, proxies, certificates, ssh. */
const ACCESS =
  /^(http|credential|url|ssh|protocol|user|author|committer)\.|^core\.(sshcommand|askpass|gitproxy)$/

/** Reads what `git config --list --show-scope -z` prints. */
export const parseSettings = (text: string): GitSetting[] =>
  [...text.matchAll(/([^\0]*)\0([^\0\n]*)(?:\n([^\0]*))?\0/g)].map(
    ([, scope = '', key = '', value = null]) => ({ scope, key, value }),
  )

/** What a repository of our own needs of this one's settings to be let in by its remote. */
export const accessSettings = (settings: readonly GitSetting[]): GitSetting[] =>
  settings.filter(({ scope, key }) => (scope === 'local' || scope === 'worktree') && ACCESS.test(key))

const remotesOf = (settings: readonly GitSetting[]): { name: string; url: string }[] =>
  settings.flatMap(({ key, value }) => {
    const name = /^remote\.(.*)\.url$/s.exec(key)?.[1]
    return name !== undefined && value ? [{ name, url: value }] : []
  })

export const hasRemote = (settings: readonly GitSetting[]): boolean => remotesOf(settings).length > 0

/** This repository's remote: `origin`, else its only one. */
export function remoteUrl(settings: readonly GitSetting[]): { url: string; pushUrl: string } | undefined {
  const found = remotesOf(settings)
  const names = new Set(found.map(({ name }) => name))
  const remote = found.find(({ name }) => name === 'origin') ?? (names.size === 1 ? found[0] : undefined)
  if (!remote) return undefined
  const push = settings.find(({ key }) => key === `remote.${remote.name}.pushurl`)?.value
  return { url: remote.url, pushUrl: push || remote.url }
}

/** A setting to write. */
export type NewSetting = Pick<GitSetting, 'key' | 'value'>

/**
 * What makes git reach an address. A password in it becomes a header: git hands addresses to its helpers as arguments,
 * which everybody on the machine can see. The header is of the whole address and comes after an empty one, so that it
 * stands in place of those of the host: GitHub answers two of them with 400.
 */
export function addressSettings(name: string, url: string): NewSetting[] {
  const parsed = /^https?:/i.test(url) ? URL.parse(url) : null
  if (!parsed?.password) return [{ key: `remote.${name}.url`, value: url }]
  const login = decodeURIComponent(`${parsed.username}:${parsed.password}`)
  parsed.username = ''
  parsed.password = ''
  const basic = btoa(String.fromCharCode(...new TextEncoder().encode(login)))
  const header = `http.${parsed.href}.extraheader`
  return [
    { key: `remote.${name}.url`, value: parsed.href },
    { key: header, value: '' },
    { key: header, value: `Authorization: Basic ${basic}` },
  ]
}

/** Settings as a configuration file. */
export function configText(settings: readonly NewSetting[]): string {
  return settings.map(({ key, value }) => `${sectionOf(key)}\n\t${nameOf(key)}${valueText(value)}\n`).join('')
}

const nameOf = (key: string): string => key.slice(key.lastIndexOf('.') + 1)

function sectionOf(key: string): string {
  const [first, last] = [key.indexOf('.'), key.lastIndexOf('.')]
  const section = key.slice(0, first)
  if (first === last) return `[${section}]`
  return `[${section} "${key.slice(first + 1, last).replace(/[\\"]/g, '\\$&')}"]`
}

const valueText = (value: string | null): string =>
  value === null
    ? ''
    : ` = "${value.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}"`
