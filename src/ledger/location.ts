export const DEFAULT_BRANCH = 'etl-compare-data'
export const DEFAULT_FOLDER = 'ledger'

/** Where a ledger is kept; without a URL its branch is one of this repository's remote. */
export type Location =
  | { kind: 'folder'; path: string }
  | { kind: 'branch'; url: string | undefined; branch: string }

const FORMS = 'a folder, git:BRANCH of this repository, or git:URL#BRANCH'

/** A word and a colon, which only `git:` may be: a folder of such a name is made by a slip. One letter is a drive. */
const PREFIX = /^[\w+.-]{2,}:/

/** What `--ledger` takes in place of a text that is no location, for messages. */
export function locationForms(text: string): string {
  const [prefix] = (!isUrl(text) && PREFIX.exec(text)) || []
  if (prefix === undefined || prefix === 'git:') return FORMS
  return `${FORMS}, such as git:${text.slice(prefix.length)} or ./${text}`
}

/** Reads `path/to/folder`, `git:branch` or `git:URL#branch`; undefined where it is none of them. */
export function parseLocation(text: string): Location | undefined {
  if (!text.startsWith('git:')) return isFolder(text) ? { kind: 'folder', path: text } : undefined
  const rest = text.slice('git:'.length)
  const hash = rest.lastIndexOf('#')
  if (hash < 0) return isUrl(rest) || isPath(rest) ? onBranch(rest, '') : onBranch(undefined, rest)
  return hash === 0 || rest.startsWith('-') ? undefined : onBranch(rest.slice(0, hash), rest.slice(hash + 1))
}

const isFolder = (text: string): boolean => text !== '' && !isUrl(text) && !PREFIX.test(text)

function onBranch(url: string | undefined, name: string): Location | undefined {
  const branch = name || DEFAULT_BRANCH
  return isBranchName(branch) ? { kind: 'branch', url, branch } : undefined
}

/** `https://…`, `ssh://…`, or `git@host:path`. */
const isUrl = (text: string): boolean =>
  /^[a-z][a-z0-9+.-]*:\/\//i.test(text) || /^[\w.-]+@[\w.-]+:/.test(text)

const isPath = (text: string): boolean => /^([./~\\]|[A-Za-z]:[\\/])/.test(text)

/** By the rules of git-check-ref-format(1), and no option. */
function isBranchName(name: string): boolean {
  const hasForbidden = /[\p{Cc} ~^:?*[\\]|\.\.|@\{|\/\/|\/$|\.$/u.test(name)
  const parts = name.split('/')
  return (
    !hasForbidden &&
    !name.startsWith('-') &&
    name !== '@' &&
    parts.every((part) => part !== '' && !part.startsWith('.') && !part.endsWith('.lock'))
  )
}
