import { printable } from '../text/text.ts'

/** Why git could not reach a remote or write to it. */
export type GitFailure = 'no-branch' | 'disk-full' | 'offline' | 'forbidden' | 'no-repository' | 'other'

/** In this order: a remote that refuses also «could not read from remote repository». */
const SIGNS: readonly [GitFailure, RegExp][] = [
  ['no-branch', /couldn't find remote ref/i],
  ['disk-full', /^(?!remote:).*No space left on device|^(?!remote:).*Disk quota exceeded/im],
  [
    'offline',
    /could not resolve (host|proxy)|name or service not known|failed to connect|couldn't connect|connection (refused|reset|timed out|closed)|network is unreachable|no route to host|operation timed out|temporary failure in name resolution/i,
  ],
  [
    'forbidden',
    /returned error: 40[13]|permission (to .* )?denied|insufficient permission|unable to create temporary object directory|authentication failed|could not read (username|password)|terminal prompts disabled|access denied|not granted|host key verification failed|invalid username|not allowed|marked as read only|dubious ownership/i,
  ],
  [
    'no-repository',
    /does not appear to be a git repository|repository '?.*not found|not a git repository|does not exist/i,
  ],
]

/** What git's words on stderr mean. */
export const gitFailure = (stderr: string): GitFailure =>
  SIGNS.find(([, sign]) => sign.test(stderr))?.[0] ?? 'other'

/**
 * How a push ended: `behind` where another writer was quicker, `refused` where the remote does not want it, `failed`
 * where it could not be asked or could not keep it.
 */
export type PushEnd = { end: 'pushed' } | { end: 'behind' | 'refused'; reason: string } | { end: 'failed' }

const QUICKER = /^(fetch first|non-fast-forward|stale info)$/
/** The remote's lock on the branch, held or moved by another writer; git, GitHub and GitLab word it so. */
const LOCKED =
  /cannot lock ref|failed to (update|lock)|unable to lock|reference already exists|incorrect old value|unable to create .*\.lock/i

/** Reads what `git push --porcelain` prints of its one branch. */
export function pushEnd(code: number | null, stdout: string): PushEnd {
  if (code === 0) return { end: 'pushed' }
  const [, kind, reason = ''] = /^!\t[^\t]*\t\[([^\]]*)\] \((.*)\)$/m.exec(stdout) ?? []
  if (kind === 'rejected' && QUICKER.test(reason)) return { end: 'behind', reason }
  if (reason === 'unpacker error') return { end: 'failed' }
  if (kind === 'remote rejected') return { end: LOCKED.test(reason) ? 'behind' : 'refused', reason }
  return kind === undefined ? { end: 'failed' } : { end: 'refused', reason }
}

/** What the remote says of its lock, where it says more than the end of a push does. */
export function lockWords(stderr: string): string | undefined {
  const line = stderr.split(/[\r\n]+/).find((each) => LOCKED.test(each))
  return line && gitWords(line.replace(/^remote: /, ''))
}

/** Addresses without the password or the token that they may carry. */
export const redacted = (text: string): string =>
  text.replace(/(https?:\/\/)[^/\s]*@/gi, '$1').replace(/([a-z][a-z0-9+.-]*:\/\/[^/:@\s]*):[^/\s]*@/gi, '$1@')

/** What git says beside every failure, or to somebody at a terminal. */
const BOILERPLATE =
  /^(hint:|To |Could not read from remote|Please make sure you have the correct|and the repository exists|(error: )?failed to push some refs)/

/** The last lines that git or the remote said, fit for a message. */
export function gitWords(stderr: string): string {
  const lines = stderr
    .split(/[\r\n]+/)
    .map((line) =>
      printable(line)
        .replace(/^(fatal|error|remote): /, '')
        .trim(),
    )
    .filter((line) => line !== '' && !BOILERPLATE.test(line))
    .map((line) => line.replace(/\.$/, ''))
  return redacted([...new Set(lines)].slice(-4).join('; ')).slice(0, 600) || 'git gave no reason'
}
