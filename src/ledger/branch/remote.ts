import { UserError } from '../../errors.ts'
import { accessSettings, type GitSetting, hasRemote, parseSettings, remoteUrl } from '../git-config.ts'
import { gitWords } from '../git-failure.ts'
import { DEFAULT_BRANCH, type Location } from '../location.ts'
import { runGit } from './git.ts'

/** A branch of a repository elsewhere, and how this machine reaches it. */
export interface Remote {
  url: string
  /** Where to push, which may be another address of the same repository. */
  pushUrl: string
  branch: string
  /** Where relative paths begin. */
  cwd: string
  /** This repository's own settings of access; a user's and a machine's apply anyway. */
  settings: GitSetting[]
  /** Whether git knows whose name to put on a commit. */
  knowsAuthor: boolean
}

/**
 * The remote that a location means.
 *
 * @returns undefined where there is no location, and no repository with a remote here
 * @throws UserError `gitMissing`, `ledgerNoRepository`, `ledgerNoRemote`
 */
export async function findRemote(
  cwd: string,
  given: Extract<Location, { kind: 'branch' }> | undefined,
): Promise<Remote | undefined> {
  const branch = given?.branch ?? DEFAULT_BRANCH
  if (!given && !(await isRepository(cwd, branch))) return undefined
  const settings = await settingsAt(cwd)
  const common = { branch, settings: accessSettings(settings), knowsAuthor: knowsAuthor(settings) }
  if (given?.url !== undefined) return { ...common, url: given.url, pushUrl: given.url, cwd }
  const urls = remoteUrl(settings)
  if (urls) return { ...common, ...urls, cwd: await topFolder(cwd) }
  if (!given && !hasRemote(settings)) return undefined
  const { code, stderr } = await runGit(['rev-parse', '--git-dir'], cwd)
  if (code !== 0) throw new UserError('ledgerNoRepository', { folder: cwd, branch, detail: gitWords(stderr) })
  throw new UserError('ledgerNoRemote', { folder: cwd, branch })
}

/** A repository that git does not trust is none to fall back from: records would end up in a folder, unnoticed. */
async function isRepository(folder: string, branch: string): Promise<boolean> {
  const ended = await runGit(['rev-parse', '--git-dir'], folder).catch((error: unknown) => {
    if (error instanceof UserError && error.code === 'gitMissing') return undefined
    throw error
  })
  if (ended?.stderr.includes('dubious ownership'))
    throw new UserError('ledgerNoRepository', { folder, branch, detail: gitWords(ended.stderr) })
  return ended?.code === 0
}

const settingsAt = async (cwd: string): Promise<GitSetting[]> =>
  parseSettings((await runGit(['config', '--list', '--show-scope', '-z'], cwd)).stdout)

/** The folder where a remote's relative path begins: the working tree's, or a bare repository's own. */
async function topFolder(cwd: string): Promise<string> {
  const { code, stdout } = await runGit(['rev-parse', '--show-toplevel'], cwd)
  return code === 0 ? stdout.replace(/\n$/, '') : cwd
}

function knowsAuthor(settings: readonly GitSetting[]): boolean {
  const has = (name: string) =>
    settings.some(({ key }) => key === `user.${name}` || key === `committer.${name}`) ||
    Boolean(process.env[`GIT_COMMITTER_${name.toUpperCase()}`])
  return has('name') && has('email')
}
