import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { UserError } from '../../errors.ts'

/** How a git ended. */
export interface GitEnded {
  code: number | null
  stdout: string
  stderr: string
}

/** What would make git work on another repository than ours; its hooks run with these set. */
const FOREIGN_VARIABLES = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_NAMESPACE',
  'GIT_PREFIX',
  'GIT_QUARANTINE_PATH',
  'GIT_SHALLOW_FILE',
]

/** Asks nobody, and speaks English, so that its words can be read. */
function gitEnvironment(more: Record<string, string>): NodeJS.ProcessEnv {
  const own = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !FOREIGN_VARIABLES.includes(name)),
  )
  return { ...own, LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', GCM_INTERACTIVE: 'never', ...more }
}

/** How to run git. */
export interface GitOptions {
  env?: Record<string, string>
  /** Ends git when it is aborted. */
  signal?: AbortSignal | undefined
}

/** Starts git; its stdin and stdout are the caller's. */
export function startGit(args: readonly string[], cwd: string, { env = {}, signal }: GitOptions = {}) {
  const child = spawn('git', args, {
    cwd,
    env: gitEnvironment(env),
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(signal && { signal }),
  })
  // What it started may hold its output open for long after it was ended.
  child.on('error', () => {
    child.stdout.destroy()
    child.stderr.destroy()
  })
  return child
}

/**
 * Runs git to its end.
 *
 * @throws UserError `gitMissing`
 */
export async function runGit(
  args: readonly string[],
  cwd: string,
  { input = '', ...options }: GitOptions & { input?: string } = {},
): Promise<GitEnded> {
  const child = startGit(args, cwd, options)
  const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []]
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
  // A git that ends early says why on stderr.
  child.stdin.on('error', () => undefined).end(input)
  const [code] = (await once(child, 'close').catch(gitMissing)) as [number | null]
  return { code, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() }
}

/** Node says that a program is missing where its working folder is, too; ours is the caller's own. */
export function gitMissing(error: NodeJS.ErrnoException): never {
  throw error.code === 'ENOENT' ? new UserError('gitMissing', {}) : error
}
