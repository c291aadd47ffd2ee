import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { UserError } from '../../errors.ts'
import { scratchFolder } from '../../files/scratch.ts'
import { addressSettings, configText } from '../git-config.ts'
import { gitFailure, gitWords, redacted } from '../git-failure.ts'
import { type GitEnded, runGit, startGit } from './git.ts'
import type { Remote } from './remote.ts'

const TIP = 'refs/ledger/tip'

/** Ours alone: no hooks, no housekeeping, no working tree. */
const OWN_SETTINGS = [
  { key: 'core.repositoryformatversion', value: '1' },
  { key: 'core.bare', value: 'true' },
  { key: 'core.hookspath', value: '/dev/null' },
  { key: 'gc.auto', value: '0' },
  { key: 'maintenance.auto', value: 'false' },
  { key: 'push.followtags', value: 'false' },
  { key: 'push.gpgsign', value: 'false' },
]

const TOOL_AS_AUTHOR = {
  GIT_AUTHOR_NAME: 'etl-compare',
  GIT_AUTHOR_EMAIL: 'etl-compare@localhost',
  GIT_COMMITTER_NAME: 'etl-compare',
  GIT_COMMITTER_EMAIL: 'etl-compare@localhost',
}

/** A bare repository in a scratch folder that holds one branch of a remote, without its past. */
export class BranchRepository implements AsyncDisposable {
  readonly remote: Remote
  /** Ends what goes on when it is aborted. */
  readonly signal: AbortSignal | undefined
  /** Folder for files of the caller's. */
  readonly folder: string
  readonly #url: string
  readonly #held = new AsyncDisposableStack()

  private constructor(remote: Remote, url: string, folder: string, signal: AbortSignal | undefined) {
    this.remote = remote
    this.#url = url
    this.folder = folder
    this.signal = signal
  }

  /** @param url the remote's address to read from, or the one to push to */
  static async open(remote: Remote, url: string, signal: AbortSignal | undefined): Promise<BranchRepository> {
    await using held = new AsyncDisposableStack()
    const { path } = held.use(await scratchFolder())
    const repository = new BranchRepository(remote, url, path, signal)
    await repository.git(['init', '--quiet', '--bare', '--template=', repository.#gitFolder])
    await repository.#configure()
    repository.#held.use(held.move())
    return repository
  }

  /**
   * Brings the branch's newest commit, with those of its files that `filter` lets through.
   *
   * @returns its hash, or undefined where the remote has no such branch
   */
  async fetch(filter: string): Promise<string | undefined> {
    const { code, stderr } = await this.tryGit([
      'fetch',
      '--quiet',
      '--depth=1',
      `--filter=${filter}`,
      '--no-tags',
      '--no-write-fetch-head',
      '--no-recurse-submodules',
      'ledger',
      `+refs/heads/${this.remote.branch}:${TIP}`,
    ])
    if (code === 0) return (await this.git(['rev-parse', '--verify', TIP])).trim()
    if (gitFailure(stderr) === 'no-branch') return undefined
    throw this.failure(stderr)
  }

  /** Lets what was not fetched be missing, instead of being fetched one by one when it is looked at. */
  forgetRemote(): Promise<void> {
    return writeFile(join(this.#gitFolder, 'config'), configText(OWN_SETTINGS))
  }

  /** Runs a git that must succeed, and returns what it printed. */
  async git(args: readonly string[], input = ''): Promise<string> {
    const { code, stdout, stderr } = await this.tryGit(args, input)
    if (code !== 0) throw this.failure(stderr)
    return stdout
  }

  /** Runs a git whose end the caller judges. */
  tryGit(args: readonly string[], input = ''): Promise<GitEnded> {
    return runGit(args, this.remote.cwd, { env: this.#env, signal: this.signal, input })
  }

  start(args: readonly string[]): ReturnType<typeof startGit> {
    return startGit(args, this.remote.cwd, { env: this.#env, signal: this.signal })
  }

  /** What went wrong, by git's words. */
  failure(stderr: string): UserError {
    const { branch } = this.remote
    const where = { url: redacted(this.#url), branch, detail: gitWords(stderr) }
    switch (gitFailure(stderr)) {
      case 'disk-full':
        return new UserError('ledgerDiskFull', { path: tmpdir() })
      case 'offline':
        return new UserError('ledgerOffline', where)
      case 'forbidden':
        return new UserError('ledgerForbidden', where)
      case 'no-repository':
        return new UserError('ledgerRemoteMissing', where)
      default:
        return new UserError('ledgerGitFailed', where)
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#held.disposeAsync()
  }

  get #gitFolder(): string {
    return join(this.folder, 'ledger.git')
  }

  get #env(): Record<string, string> {
    return { GIT_DIR: this.#gitFolder, ...(this.remote.knowsAuthor ? {} : TOOL_AS_AUTHOR) }
  }

  /** By a file and never by arguments, which other users of the machine can see: an address may carry a token. */
  async #configure(): Promise<void> {
    const address = addressSettings('ledger', this.#url)
    const text = configText([...this.remote.settings, ...OWN_SETTINGS, ...address])
    await writeFile(join(this.#gitFolder, 'config'), text, { mode: 0o600 })
  }
}
