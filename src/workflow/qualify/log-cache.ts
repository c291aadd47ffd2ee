import { chmod, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { LogSource } from '../../eventlog/discover.ts'
import { cacheFolder } from '../../files/cache.ts'
import { sha256 } from '../../files/digest.ts'
import { listFiles } from '../../files/disk.ts'
import { readWhole } from '../../files/excerpt.ts'
import { makeFolder } from '../../files/make-folder.ts'
import { writeAtomically } from '../../files/write-atomically.ts'
import type { LogStatus, LogWithRun } from '../../qualify/log-status.ts'
import type { Run } from '../../qualify/run.ts'
import type { Target } from '../../qualify/target.ts'
import { readerVersion } from './reader-version.ts'

/** About 30,000 logs. */
const MOST_BYTES = 100e6
/** What is left where there was too much, so that not every call has to make room. */
const SHARE_LEFT = 0.8
/** A larger one would take the place of many others. */
const MOST_ENTRY_BYTES = 256 * 1024
const ONLY_OWNER = 0o700

/** What a log came to, without its path: nothing is kept that `--json` would not print. */
interface Entry {
  log: Omit<LogStatus, 'path' | 'bytes'>
  run?: Omit<Run, 'path'>
}

/**
 * What earlier calls made of logs, so that one that was interrupted can go on. A file for each log, sealed with what the log
 * was then and with the code that read it: a log that has changed is not found, nor is an entry that was damaged.
 */
export class LogCache implements AsyncDisposable {
  /** Why nothing can be kept; undefined as long as all is well. */
  problem: string | undefined
  #hasNew = false
  readonly #cores: number
  readonly #reader: string
  readonly #isFresh: boolean

  private constructor(cores: number, reader: string, isFresh: boolean) {
    this.#cores = cores
    this.#reader = reader
    this.#isFresh = isFresh
  }

  /**
   * @param target what a log comes to depends on its cores
   * @param options `fresh`: what is there already does not count
   */
  static async of({ cores }: Target, { fresh }: { fresh: boolean }): Promise<LogCache> {
    return new LogCache(cores, await readerVersion(), fresh)
  }

  /** What an earlier call made of a log that is as it was then. */
  async recall(source: LogSource): Promise<LogWithRun | undefined> {
    if (this.#isFresh) return undefined
    const text = (await readWhole(this.#fileOf(source)).catch(() => undefined)) ?? ''
    const end = text.indexOf('\n')
    const json = text.slice(end + 1)
    if (text.slice(0, end) !== this.#seal(source, json)) return undefined
    const { log, run } = JSON.parse(json) as Entry
    const { path, bytes } = source
    return { log: { path, bytes, ...log }, ...(run && { run: { path, ...run } }) }
  }

  /** For later calls, where the disk can hold it. */
  async keep(source: LogSource, { log, run }: LogWithRun): Promise<void> {
    if (this.problem !== undefined) return
    const json = JSON.stringify(entryOf(log, run))
    if (json.length > MOST_ENTRY_BYTES) return
    try {
      if (!this.#hasNew) await makeOwn(logCacheFolder())
      this.#hasNew = true
      await writeAtomically(this.#fileOf(source), `${this.#seal(source, json)}\n${json}`)
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error)
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#hasNew) await makeRoom(logCacheFolder(), MOST_BYTES).catch(() => undefined)
  }

  /** In one of 256 folders, so that none grows long. */
  #fileOf({ place }: LogSource): string {
    const name = sha256(JSON.stringify([place, this.#cores]))
    return join(logCacheFolder(), name.slice(0, 2), name)
  }

  #seal({ version }: LogSource, json: string): string {
    return sha256(JSON.stringify([this.#reader, version, json]))
  }
}

const logCacheFolder = (): string => join(cacheFolder(), 'event-logs')

function entryOf({ path: _, bytes, ...log }: LogStatus, run: Run | undefined): Entry {
  if (!run) return { log }
  const { path, ...withoutPath } = run
  return { log, run: withoutPath }
}

/** Logs may be closed to others, and so is what they came to. */
async function makeOwn(folder: string): Promise<void> {
  await makeFolder(folder)
  await chmod(folder, ONLY_OWNER)
}

/**
 * Removes what was written first, where a folder has more than it may.
 *
 * @internal
 */
export async function makeRoom(folder: string, mostBytes: number): Promise<void> {
  const files = await listFiles(folder)
  let bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  if (bytes <= mostBytes) return
  for (const file of files.toSorted((a, b) => a.changedMs - b.changedMs)) {
    if (bytes <= mostBytes * SHARE_LEFT) return
    await rm(file.path, { force: true })
    bytes -= file.bytes
  }
}
