import { execFile } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { scratch } from './etl-compare.ts'

export interface GitRepositories extends AsyncDisposable {
  /** Folder of a working tree whose `origin` is the bare repository. */
  clone: string
  /** The bare repository. */
  bare: string
  /** Runs git in the bare repository. */
  inBare(...args: string[]): Promise<string>
  /** Runs git in the clone. */
  inClone(...args: string[]): Promise<string>
}

/** An empty bare repository that filters what it sends, as GitHub does, and an empty clone of it. */
export async function gitRepositories(): Promise<GitRepositories> {
  const folder = await scratch()
  const [bare, clone] = [join(folder.path, 'remote.git'), join(folder.path, 'clone')]
  const runIn = (path: string) => async (args: string[]) =>
    (await promisify(execFile)('git', ['-C', path, ...args])).stdout
  await promisify(execFile)('git', ['init', '--quiet', '--bare', bare])
  await mkdir(clone)
  const [inBare, inClone] = [runIn(bare), runIn(clone)]
  await inBare(['config', 'uploadpack.allowFilter', 'true'])
  await inClone(['init', '--quiet'])
  await inClone(['remote', 'add', 'origin', '../remote.git'])
  return {
    clone,
    bare,
    inBare: (...args) => inBare(args),
    inClone: (...args) => inClone(args),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  }
}
